// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Keeps a loop to a number of rounds per second, counted from the first. Not thread-safe. */
public final class Pace {
  private final double perSecond;
  private long start;
  private long rounds;

  /**
   * A pace.
   *
   * @param perSecond null for as fast as it goes
   * @throws Failure if it is not above 0
   */
  public Pace(Double perSecond) {
    if (perSecond != null && !(perSecond > 0)) {
      throw new Failure("--rate " + perSecond + ": must be above 0");
    }
    this.perSecond = perSecond == null ? Double.POSITIVE_INFINITY : perSecond;
  }

  /** Ends a stretch of rounds: time until the next round is not made up for. */
  public void rest() {
    rounds = 0;
  }

  /** Waits until the next round is due. */
  public void await() {
    if (rounds == 0) {
      start = System.nanoTime();
    }
    long due = start + (long) (rounds++ / perSecond * TimeUnit.SECONDS.toNanos(1));
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }
}
