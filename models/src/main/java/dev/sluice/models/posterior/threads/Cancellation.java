// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.threads;

import java.util.concurrent.CancellationException;

/** Ends a computation whose thread was interrupted; asked in the outer loops of the long ones. */
public final class Cancellation {
  /** Short steps between two looks at the thread: well below a millisecond. */
  private static final int STEPS = 1 << 10;

  private Cancellation() {}

  /**
   * Ends the computation if the thread was interrupted, and clears that status.
   *
   * @throws CancellationException if so
   */
  public static void check() {
    if (Thread.interrupted()) {
      throw new CancellationException("interrupted");
    }
  }

  /** The same, in a loop over many short steps: looks only now and then. */
  public static void check(int step) {
    if (step % STEPS == 0) {
      check();
    }
  }
}
