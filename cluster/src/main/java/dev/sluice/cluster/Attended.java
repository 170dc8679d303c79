// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs another class's main method for as long as the process that started this one lives, however
 * that one ends: the standard input closes with it. No process of a cluster outlives its test.
 */
public final class Attended {
  private static final int ABANDONED = 3;

  private Attended() {}

  /** Runs the main method of the class that the first argument names with all other arguments. */
  public static void main(String[] arguments) throws Exception {
    Thread attendant = new Thread(Attended::awaitTheEnd, "attendant");
    attendant.setDaemon(true);
    attendant.start();
    String[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) others);
  }

  private static void awaitTheEnd() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said.
      }
    } catch (IOException e) {
      // As good as closed.
    }
    Runtime.getRuntime().halt(ABANDONED);
  }
}
