// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.threads;

import java.util.concurrent.atomic.AtomicInteger;

/** Tasks that several threads take in turn. */
final class SharedWork {
  private final int tasks;
  private final Team.Task task;
  private final AtomicInteger next = new AtomicInteger();

  /** The number of the task that failed first in their order. */
  private int failed = Integer.MAX_VALUE;

  private Throwable failure;

  SharedWork(int tasks, Team.Task task) {
    this.tasks = tasks;
    this.task = task;
  }

  /**
   * Does tasks until none is left, or one has failed.
   *
   * @return what the last of them threw; null if nothing
   */
  Throwable takePart(int thread) {
    while (true) {
      int number = next.getAndIncrement();
      if (number >= tasks) {
        next.set(tasks); // does not overflow however often it is asked
        return null;
      }
      try {
        task.run(thread, number);
      } catch (RuntimeException | Error e) {
        fail(number, e);
        return e;
      }
    }
  }

  /** Lets no further task begin; all before one that has begun have begun too. */
  void stop() {
    next.set(tasks);
  }

  /** Throws what the first of the failed tasks threw. To be called when all threads are done. */
  synchronized void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  private synchronized void fail(int number, Throwable thrown) {
    stop();
    if (number < failed) {
      failed = number;
      failure = thrown;
    }
  }
}
