// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.threads;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A thread that computes something long, and others that help it until that is done. Work is
 * divided into tasks whose numbers and contents do not depend on how many threads there are, and
 * each task writes what no other reads or writes: so the results are the same bits.
 *
 * <p>To be used by one thread and closed by it. The helpers begin when there is first something for
 * them to do, and have ended when {@link #close} returns.
 */
public final class Team implements AutoCloseable {
  /** The most threads. */
  public static final int MAX_THREADS = 64;

  /** Fewer steps than this are done sooner by one thread than another wakes up. */
  private static final long WORTH_SHARING = 1 << 15;

  /** One part of some work. */
  @FunctionalInterface
  public interface Task {
    /**
     * Does it.
     *
     * @param thread from 0 to {@link #size} - 1: no two tasks have the same at the same time
     * @param number of the task
     */
    void run(int thread, int number);
  }

  private final int size;
  private final List<Thread> helpers = new ArrayList<>();

  /** What is being done, null if nothing; guarded by this object. */
  private SharedWork work;

  /** Helpers that are at it; guarded by this object. */
  private int busy;

  private boolean closed;

  /**
   * Some threads, the caller among them.
   *
   * @throws IllegalArgumentException unless from 1 to {@value #MAX_THREADS}
   */
  public Team(int threads) {
    if (threads < 1 || threads > MAX_THREADS) {
      throw new IllegalArgumentException(
          "threads is %d; expected from 1 to %d".formatted(threads, MAX_THREADS));
    }
    size = threads;
  }

  /** The calling thread alone, which needs no closing. */
  public static Team alone() {
    return new Team(1);
  }

  /** How many threads. */
  public int size() {
    return size;
  }

  /**
   * Does tasks 0 to {@code tasks} - 1, each thread the next that nobody has begun, and returns when
   * all are done.
   *
   * <p>What a task throws is thrown here as it is: of several the one of the lowest number, which a
   * single thread would have met first. If the calling thread is interrupted, so are the helpers.
   *
   * @param steps about how many short steps of computation all tasks take together
   * @throws CancellationException if the thread was interrupted while it waited for the others,
   *     whose interrupted status is then cleared
   */
  public void forEach(int tasks, long steps, Task task) {
    if (size == 1 || tasks < 2 || steps < WORTH_SHARING) {
      for (int number = 0; number < tasks; number++) {
        task.run(0, number);
      }
      return;
    }
    SharedWork shared = new SharedWork(tasks, task);
    begin(shared);
    boolean cancelled = shared.takePart(0) instanceof CancellationException;
    finish(shared, cancelled);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true; // they have nothing to do, and so end at once
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(SharedWork shared) {
    while (helpers.size() < size - 1) {
      int number = helpers.size() + 1;
      Thread helper =
          new Thread(() -> help(number), Thread.currentThread().getName() + "-" + number);
      helper.setDaemon(true);
      helper.start();
      helpers.add(helper);
    }
    synchronized (this) {
      work = shared;
      notifyAll();
    }
  }

  /** Waits for the helpers, whatever happens, and throws what there is to throw. */
  private void finish(SharedWork shared, boolean cancelledBefore) {
    boolean cancelled = cancelledBefore;
    synchronized (this) {
      work = null;
      if (cancelled) {
        helpers.forEach(Thread::interrupt);
      }
      while (busy > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          cancelled = true;
          shared.stop();
          helpers.forEach(Thread::interrupt);
        }
      }
    }
    if (cancelled) {
      throw new CancellationException("interrupted");
    }
    shared.throwFailure();
  }

  private void help(int number) {
    SharedWork done = null;
    while (true) {
      synchronized (this) {
        while (!closed && (work == null || work == done)) {
          try {
            wait();
          } catch (InterruptedException e) {
            // meant for work that has ended
          }
        }
        if (closed) {
          return;
        }
        Thread.interrupted(); // what came of late was meant for work that has ended
        done = work;
        busy++;
      }
      done.takePart(number);
      synchronized (this) {
        busy--;
        notifyAll();
      }
    }
  }
}
