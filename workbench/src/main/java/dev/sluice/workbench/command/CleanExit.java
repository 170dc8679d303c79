// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives a command the time to clean up when Ctrl-C ends the JVM: its thread is interrupted and
 * awaited.
 */
public final class CleanExit implements AutoCloseable {
  /** Exit status of a command that Ctrl-C ended, as shells have it: 128 + SIGINT. */
  public static final int INTERRUPTED = 130;

  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean asked;

  /** Begins to look after the current thread; {@link #close} ends it. */
  public CleanExit() {
    Thread command = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(command), "sluice-exit"));
  }

  /** Whether the JVM is to end. */
  public boolean asked() {
    return asked;
  }

  /** Waits until the JVM is to end. */
  public void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // This is what was waited for.
    }
  }

  /** Says that everything is cleaned up. */
  @Override
  public void close() {
    done.countDown();
  }

  private void end(Thread command) {
    if (done.getCount() == 0) {
      return;
    }
    asked = true;
    command.interrupt();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        command.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
