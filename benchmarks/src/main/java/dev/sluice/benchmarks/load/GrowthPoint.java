// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.models.statistics.Quartiles;
import java.util.Locale;

/**
 * What a job took at one point of one dimension.
 *
 * @param value of the dimension
 * @param records in the topic
 * @param cpu quartiles over runs of CPU seconds per million records, start-up taken off; null where
 *     the records were not accepted in time
 * @param course CPU of a record after the first tenth, over that of one between the first hundredth
 *     and the first tenth, within a run: the median. Start-up is in neither
 * @param rate records per second of the fastest run
 * @param stateBytes of a savepoint
 * @param heapBytes of this process, with all records accepted, after a full collection
 */
record GrowthPoint(
    long value,
    long records,
    Quartiles cpu,
    double course,
    double rate,
    long stateBytes,
    long heapBytes) {
  /** Of a shorter run the rate is that of looking at it. */
  private static final double SHORTEST_SECONDS = 0.25;

  /** What a point that took too long says of itself. */
  static GrowthPoint tooLong(long value, long records) {
    return new GrowthPoint(value, records, null, 0, 0, 0, 0);
  }

  boolean measured() {
    return cpu != null;
  }

  /** The point as a row of a table. */
  String row() {
    if (!measured()) {
      return String.format(Locale.ROOT, "| %,d | %,d | not in time | | | |", value, records);
    }
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %.2f (%.2f to %.2f) | %s | %,d | %.1f |",
        value,
        records,
        cpu.median(),
        cpu.lower(),
        cpu.upper(),
        records / rate < SHORTEST_SECONDS ? "too short" : String.format(Locale.ROOT, "%,.0f", rate),
        stateBytes,
        heapBytes / (double) (1 << 20));
  }
}
