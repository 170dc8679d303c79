// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.workbench.local.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a soak.
 *
 * @param rate the sustainable one, records a second; 0 if nobody looked for it
 * @param tries of the search
 * @param seconds of sending
 * @param sent records, poisoned ones included
 * @param poisoned of these, by what is wrong
 * @param accounts of the job in the end
 * @param deadLetters that readers of committed records found
 * @param snapshots that they found
 * @param notShown good records that no committed snapshot has shown in the end
 * @param latencies from sending to the first committed snapshot with the record
 * @param heap MiB after full collections, over seconds
 * @param lag records, over seconds
 */
record SoakResult(
    MeasuredJob job,
    double rate,
    List<SustainableRate.Try> tries,
    double seconds,
    long sent,
    Map<Poison, Long> poisoned,
    Accounts accounts,
    long deadLetters,
    long snapshots,
    long notShown,
    Latencies latencies,
    Checkpoints checkpoints,
    Series heap,
    Series lag) {

  /** The share of the run in which heap and lag have yet to fill. */
  private static final double FILLING = 0.2;

  long poisoned(Poison poison) {
    return poisoned.getOrDefault(poison, 0L);
  }

  private long allPoisoned() {
    return poisoned.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What is not as it was sent; empty if all is. */
  List<String> differences() {
    long duplicates = poisoned(Poison.DUPLICATE);
    long dead = allPoisoned() - duplicates;
    List<String> differences = new ArrayList<>();
    differ(differences, "read", sent, accounts.read());
    differ(differences, "accepted", sent - allPoisoned(), accounts.accepted());
    differ(differences, "duplicates", duplicates, accounts.duplicate());
    differ(differences, "dead letters counted", dead, accounts.deadLettered());
    differ(differences, "dead letters found", dead, deadLetters);
    differ(differences, "late", 0, accounts.late());
    differ(differences, "waiting", 0, accounts.waiting());
    differ(differences, "good records without a snapshot", 0, notShown);
    differ(differences, "latencies", sent - allPoisoned(), latencies.count());
    return differences;
  }

  private static void differ(List<String> to, String what, long expected, long found) {
    if (expected != found) {
      to.add(String.format(Locale.ROOT, "%s: %,d expected, %,d found", what, expected, found));
    }
  }

  /** The heap's line, MiB an hour, after the first fifth; null if there are too few points. */
  Trend heapTrend() {
    return trend(heap);
  }

  /** The lag's line, records an hour; null if there are too few points. */
  Trend lagTrend() {
    return trend(lag);
  }

  private Trend trend(Series series) {
    Series settled = series.from(FILLING * seconds);
    if (settled.size() < 3) {
      return null;
    }
    Trend line = settled.trend();
    return new Trend(line.slope() * 3600, line.margin() * 3600, line.mean());
  }
}
