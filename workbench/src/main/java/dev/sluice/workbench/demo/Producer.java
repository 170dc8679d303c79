// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import dev.sluice.workbench.command.Failure;

/** A thread of the demo that sends records until it is closed. */
final class Producer implements AutoCloseable {
  private static final long CLOSE_MILLIS = 5_000;

  private final String subject;
  private final Thread thread;
  private volatile boolean closed;
  private volatile RuntimeException failure;

  /**
   * A thread that does not run yet.
   *
   * @param name of the thread
   * @param subject who it is in messages
   * @param work ends soon after {@link #isClosed} says so
   */
  Producer(String name, String subject, Runnable work) {
    this.subject = subject;
    thread = new Thread(() -> run(work), name);
    thread.setDaemon(true);
  }

  private void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  void start() {
    thread.start();
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Sends no more, and waits until everything sent is stored.
   *
   * @throws Failure if sending failed
   */
  void stop() throws InterruptedException {
    closed = true;
    thread.join();
    check();
  }

  /**
   * Does nothing while all is well.
   *
   * @throws Failure if sending failed
   */
  void check() {
    if (failure != null) {
      throw new Failure(subject + " stopped: " + Failure.rootCause(failure), failure);
    }
  }

  /** Sends no more, and waits a little for what is on its way. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
