// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback address. */
public final class Ports {
  /**
   * Free ones are chosen from here, below those that systems give to clients: until somebody
   * listens on it, one of these may have become a client's.
   */
  private static final int LEAST_CHOSEN = 10_000;

  private static final int MOST_CHOSEN = 32_767;
  private static final int TRIES = 100;

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
      return port == 0 ? free() : bound(port);
    } catch (BindException e) {
      throw new Failure(option + " " + port + ": the port is in use", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int free() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LEAST_CHOSEN, MOST_CHOSEN + 1);
      if (isFree(port)) {
        return port;
      }
    }
    return bound(0);
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
