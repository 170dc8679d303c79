// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Threads that compute parts beside one another. What comes of it does not depend on their number:
 * a part is a function of its number, and parts are given back in their order.
 */
public final class Workers implements AutoCloseable {
  /** No threads but the caller's. */
  public static final Workers NONE = new Workers(null);

  private final ExecutorService threads;

  private Workers(ExecutorService threads) {
    this.threads = threads;
  }

  /** So many threads, to be closed; of one, the caller's is that. */
  public static Workers of(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("nobody works on %d threads".formatted(count));
    }
    return count == 1 ? NONE : new Workers(Executors.newFixedThreadPool(count, Workers::thread));
  }

  /** A command that ends does not wait for it. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "worker");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * All parts, from 0 on. What a part throws is thrown as it is; of several, that of the first.
   *
   * @throws CancellationException if the calling thread was interrupted, which it still is then
   */
  public <T> List<T> all(int parts, IntFunction<T> part) {
    return threads == null ? here(parts, part) : beside(parts, part);
  }

  private static <T> List<T> here(int parts, IntFunction<T> part) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
      all.add(part.apply(i));
    }
    return all;
  }

  private <T> List<T> beside(int parts, IntFunction<T> part) {
    List<Callable<T>> work = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int number = i;
      work.add(() -> part.apply(number));
    }
    List<T> all = new ArrayList<>();
    try {
      for (Future<T> done : threads.invokeAll(work)) {
        all.add(done.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
    return all;
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
  }
}
