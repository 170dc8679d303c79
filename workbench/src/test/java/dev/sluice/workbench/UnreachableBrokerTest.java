// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.local.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An address where nobody listens, or that makes no sense: one line, soon. */
final class UnreachableBrokerTest {
  @TempDir private Path folder;

  @Test
  void namesTheAddress() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "A\n1\n");
    Path soon =
        Files.writeString(
            folder.resolve("soon.properties"),
            "default.api.timeout.ms=1000\nrequest.timeout.ms=1000\n");
    int nobody = Ports.claim("test", 0);

    Console console =
        Console.sluice(
            "replay",
            "samples",
            file,
            "--experiment=x",
            "--kafka-properties=" + soon,
            "--bootstrap=127.0.0.1:" + nobody);

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.out()).isEmpty();
    assertThat(console.err().lines().toList())
        .singleElement()
        .asString()
        .startsWith("sluice replay samples: Kafka at 127.0.0.1:" + nobody + " cannot be used: ")
        .endsWith("no broker answers within 1 s");
  }

  @Test
  void namesAnAddressThatIsNone() {
    Console console = Console.sluice("declare", "--end=x", "--bootstrap=nonsense");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines().toList())
        .singleElement()
        .asString()
        .startsWith("sluice declare: Kafka at nonsense cannot be used: ");
  }
}
