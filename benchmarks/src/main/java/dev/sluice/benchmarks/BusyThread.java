// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

/** A thread that takes a processor as long as it is open. */
final class BusyThread implements AutoCloseable {
  private volatile boolean closed;

  /**
   * A busy thread.
   *
   * @param busy whether there is one at all
   */
  BusyThread(boolean busy) {
    if (busy) {
      Thread thread = new Thread(this::spin, "busy");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void spin() {
    while (!closed) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
