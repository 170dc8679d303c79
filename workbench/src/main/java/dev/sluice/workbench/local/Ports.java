// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback address. */
public final class Ports {
  private Ports() {}

  /**
   * The port to listen on.
   *
   * @param option who asks, named in the error
   * @param port the wish; 0 for any free port
   * @throws Failure if the port is taken
   */
  public static int claim(String option, int port) {
    if (port < 0 || port > 65_535) {
      throw new Failure(option + " " + port + ": a port is a number from 0 to 65535");
    }
    try {
      return bound(port);
    } catch (BindException e) {
      throw new Failure(option + " " + port + ": the port is in use", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether somebody could listen on a port now. */
  static boolean isFree(int port) {
    try {
      return bound(port) == port;
    } catch (IOException e) {
      return false;
    }
  }

  private static int bound(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    }
  }
}
