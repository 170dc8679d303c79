// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

/** A thread that ends with its work; whoever closes it waits for that. */
final class OwnThread implements AutoCloseable {
  private final Thread thread;
  private volatile RuntimeException failure;

  /** Starts it. */
  OwnThread(String name, Runnable work) {
    thread = new Thread(() -> run(work), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  /** Throws what the work has thrown. */
  void requireHealthy() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    requireHealthy();
  }
}
