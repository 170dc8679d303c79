// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says every few seconds how far a long command is, and how long it may still take by the pace so
 * far; a short one says nothing. Safe for use by many threads.
 */
public final class Progress {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(3);

  /** A command of many minutes says less often where it is. */
  private static final long LATER_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private static final long LATER = TimeUnit.MINUTES.toNanos(1);

  private final PrintWriter out;
  private final String what;
  private final long total;
  private final LongSupplier clock;
  private final long begun;
  private long done;
  private long next;
  private String part = "";

  /** Begins to count {@code total} steps; {@code what} are the things that are done. */
  public Progress(PrintWriter out, String what, long total) {
    this(out, what, total, System::nanoTime);
  }

  Progress(PrintWriter out, String what, long total, LongSupplier clock) {
    this.out = out;
    this.what = what;
    this.total = total;
    this.clock = clock;
    begun = clock.getAsLong();
    next = begun + INTERVAL;
  }

  /** Names the part of the command that steps are of from now on. */
  public synchronized void begin(String name) {
    part = name + ": ";
  }

  /** Counts one more. */
  public synchronized void step() {
    done++;
    long now = clock.getAsLong();
    if (now - next >= 0) {
      next = now + (now - begun >= LATER ? LATER_INTERVAL : INTERVAL);
      long left = (long) ((double) (now - begun) / done * (total - done));
      out.printf(
          "%s%d of %d %s (%d %%), about %s left%n",
          part, done, total, what, 100 * done / total, time(left));
      out.flush();
    }
  }

  /** Hours and minutes, or minutes and seconds, or seconds. */
  private static String time(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    if (seconds >= 3600) {
      return "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
    return seconds >= 60 ? "%d min %d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
  }
}
