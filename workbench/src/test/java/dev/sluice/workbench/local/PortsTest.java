// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PortsTest {

  /** Linux gives clients those from 32,768 on, others from 49,152. */
  @RepeatedTest(20)
  void choosesOneThatNoClientGets() throws Exception {
    int port = Ports.claim("--port", 0);

    assertThat(port).isBetween(10_000, 32_767);
    try (ServerSocket listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(Ports.isFree(port)).isFalse();
      assertThatThrownBy(() -> Ports.claim("--port", port))
          .isInstanceOf(Failure.class)
          .hasMessage("--port %d: the port is in use", listening.getLocalPort());
    }
  }

  @Test
  void givesTheOneThatIsAskedFor() {
    int port = Ports.claim("--port", 0);

    assertThat(Ports.claim("--port", port)).isEqualTo(port);
  }
}
