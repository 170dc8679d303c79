// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import java.io.PrintStream;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Makes SameDiff differentiate a graph without a word. It prints a line for each operation to the
 * console, and no setting turns that off; results that a user sends on from there would not be read
 * any more.
 */
final class QuietGradient {
  private QuietGradient() {}

  /** Differentiates a graph once; what other threads print meanwhile is printed. */
  static void of(SameDiff graph) {
    synchronized (QuietGradient.class) {
      PrintStream console = System.out;
      PrintStream quiet = new OthersOnly(console, Thread.currentThread());
      System.setOut(quiet);
      try {
        graph.createGradFunction();
      } finally {
        if (System.out == quiet) {
          System.setOut(console);
        }
      }
    }
  }

  /** Drops the lines of one thread. */
  private static final class OthersOnly extends PrintStream {
    private final PrintStream console;
    private final Thread dropped;

    OthersOnly(PrintStream console, Thread dropped) {
      super(console, true);
      this.console = console;
      this.dropped = dropped;
    }

    @Override
    public void println(String line) {
      if (Thread.currentThread() != dropped) {
        console.println(line);
      }
    }
  }
}
