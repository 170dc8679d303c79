// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The heap that all posteriors computed at one time may take together: two thirds of the JVM's. At
 * twenty-two variables one alone takes two and a half gigabytes, so large ones wait for one another
 * instead of ending the process, in the order in which they came.
 */
final class HeapBudget {

  private static final long MEBIBYTE = 1 << 20;

  /** Of this JVM, whatever the number of subtasks in it. */
  static final HeapBudget OF_JVM = new HeapBudget(Runtime.getRuntime().maxMemory() * 2 / 3);

  private final int mebibytes;
  private final Semaphore free;

  HeapBudget(long bytes) {
    mebibytes = (int) Math.min(bytes / MEBIBYTE, Integer.MAX_VALUE);
    free = new Semaphore(mebibytes, true);
  }

  /**
   * Computes when there is room for it.
   *
   * @param bytes what the computation needs
   * @throws IllegalStateException if it needs more than there is
   * @throws CancellationException if the thread was interrupted while it waited
   */
  <T> T compute(long bytes, Supplier<T> computation) {
    long need = (bytes + MEBIBYTE - 1) / MEBIBYTE;
    if (need > mebibytes) {
      throw new IllegalStateException(
          "needs %d MiB of heap, but posteriors may take %d MiB of this JVM's: raise -Xmx"
              .formatted(need, mebibytes));
    }
    try {
      free.acquire((int) need);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    try {
      return computation.get();
    } finally {
      free.release((int) need);
    }
  }
}
