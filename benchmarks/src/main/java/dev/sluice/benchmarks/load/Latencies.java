// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

/** Counts of whole milliseconds, so that quantiles are exact; safe for use by many threads. */
final class Latencies {
  private static final int LONGEST = 600_000;

  private final long[] counts = new long[LONGEST + 1];
  private long all;

  /** Counts one; more than ten minutes count as ten minutes. */
  synchronized void add(long millis) {
    counts[(int) Math.max(0, Math.min(LONGEST, millis))]++;
    all++;
  }

  synchronized long count() {
    return all;
  }

  /**
   * The least number of milliseconds that so large a share does not exceed.
   *
   * @param share above 0, at most 1
   * @return 0 if nothing was counted
   */
  synchronized int quantile(double share) {
    long rank = (long) Math.ceil(share * all);
    long seen = 0;
    for (int millis = 0; millis <= LONGEST; millis++) {
      seen += counts[millis];
      if (seen >= rank) {
        return millis;
      }
    }
    return LONGEST;
  }
}
