// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.schemas.FailureReason;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/**
 * The heap that all computations at one time may take together: two thirds of the JVM's. Large ones
 * wait for one another instead of ending the process, in the order in which they came.
 */
public final class HeapBudget {

  private static final long MEBIBYTE = 1 << 20;

  /**
   * Flink gives each job a class loader, and so statics of its own. What all jobs of a process
   * share is held by a class of the JDK alone: the system properties.
   */
  private static final String KEY = "dev.sluice.heap-budget";

  private final int mebibytes;
  private final Semaphore free;

  HeapBudget(long bytes) {
    this(Map.entry(new Semaphore(mebibytes(bytes), true), mebibytes(bytes)));
  }

  private HeapBudget(Map.Entry<Semaphore, Integer> budget) {
    free = budget.getKey();
    mebibytes = budget.getValue();
  }

  /** The most bytes that a computation may take in this process. */
  public static long most() {
    return mebibytes(Runtime.getRuntime().maxMemory() / 3 * 2) * MEBIBYTE;
  }

  /** The budget of this process, whatever the number of jobs and subtasks in it. */
  @SuppressWarnings("unchecked") // nobody else uses the key
  static HeapBudget ofProcess() {
    int mebibytes = (int) (most() / MEBIBYTE);
    Object shared =
        System.getProperties()
            .computeIfAbsent(KEY, absent -> Map.entry(new Semaphore(mebibytes, true), mebibytes));
    return new HeapBudget((Map.Entry<Semaphore, Integer>) shared);
  }

  private static int mebibytes(long bytes) {
    return (int) Math.min(bytes / MEBIBYTE, Integer.MAX_VALUE);
  }

  /**
   * Computes when there is room for it.
   *
   * @param bytes what the computation needs
   * @throws KeyFailure if it needs more than there is
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  <T> T compute(long bytes, Callable<T> computation) throws Exception {
    long need = bytes / MEBIBYTE + (bytes % MEBIBYTE == 0 ? 0 : 1);
    if (need > mebibytes) {
      throw new KeyFailure(
          FailureReason.MEMORY,
          "needs %d MiB of heap, but computations may take %d MiB of this JVM's: raise -Xmx"
              .formatted(need, mebibytes));
    }
    free.acquire((int) need);
    try {
      return computation.call();
    } finally {
      free.release((int) need);
    }
  }
}
