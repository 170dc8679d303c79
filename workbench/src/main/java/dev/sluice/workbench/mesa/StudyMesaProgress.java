// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says every few seconds how far training is and how long it may still take, by the pace so far;
 * models differ in theirs. Training that is soon done says nothing.
 */
final class StudyMesaProgress {
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter out;
  private final long total;
  private final LongSupplier clock;
  private final long begun;
  private long next;
  private long done;
  private String name = "";

  /** Begins to count so many steps. */
  StudyMesaProgress(PrintWriter out, long total) {
    this(out, total, System::nanoTime);
  }

  StudyMesaProgress(PrintWriter out, long total, LongSupplier clock) {
    this.out = out;
    this.total = total;
    this.clock = clock;
    begun = clock.getAsLong();
    next = begun + INTERVAL;
  }

  /** What is trained from now on. */
  void begin(String model) {
    name = model;
  }

  /** One more step. */
  void step() {
    done++;
    long now = clock.getAsLong();
    if (now - next >= 0) {
      next = now + INTERVAL;
      long left = (long) ((double) (now - begun) / done * (total - done));
      out.printf(
          "%s: %d of %d steps (%d %%), about %s left%n",
          name, done, total, 100 * done / total, text(left));
      out.flush();
    }
  }

  /** Hours and minutes, or minutes and seconds. */
  static String text(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    return seconds >= 3600
        ? "%d h %d min".formatted(seconds / 3600, seconds / 60 % 60)
        : "%d min %d s".formatted(seconds / 60, seconds % 60);
  }
}
