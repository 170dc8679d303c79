// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * Says every few seconds how far a long command is; a short one says nothing. Safe for use by many
 * threads.
 */
public final class Progress {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(3);

  private final PrintWriter out;
  private final String what;
  private final long total;
  private long done;
  private long next = System.nanoTime() + INTERVAL;

  /** Begins to count {@code total} steps; {@code what} are the things that are done. */
  public Progress(PrintWriter out, String what, long total) {
    this.out = out;
    this.what = what;
    this.total = total;
  }

  /** Counts one more. */
  public synchronized void step() {
    done++;
    if (System.nanoTime() >= next) {
      next += INTERVAL;
      out.printf("%d of %d %s (%d %%)%n", done, total, what, 100 * done / total);
      out.flush();
    }
  }
}
