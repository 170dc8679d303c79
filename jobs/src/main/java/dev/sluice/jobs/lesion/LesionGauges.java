// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.LesionMean;
import dev.sluice.schemas.LesionShare;
import dev.sluice.schemas.LesionSnapshot;

/**
 * What the dashboard and Prometheus see of models: {@code models} (how many there are in all
 * groups) and gauges of the busiest in the group {@code lesion.<group|model>}.
 */
final class LesionGauges {

  private LesionGauges() {}

  /** With gauges of their own for so many models of a subtask. */
  static Gauged<LesionSnapshot> of(int most) {
    return new Gauged<>(most, LesionGauges::numbers);
  }

  /** Of comparisons: how many buckets there are, which need no gauges of their own. */
  static Gauged<Compared> comparisons() {
    return new Gauged<>(
        0,
        () ->
            Numbers.<Compared>of(
                    "bucket", each -> 1, each -> each.comparison().prediction().said().at())
                .countedAs("buckets"));
  }

  private static Numbers<LesionSnapshot> numbers() {
    return Numbers.<LesionSnapshot>of(
            "lesion", each -> each.getCases() + each.getFailedCases(), LesionSnapshot::getAsOf)
        .countedAs("models")
        .sum("cases", LesionSnapshot::getCases)
        .sum("phantomCases", LesionSnapshot::getPhantomCases)
        .sum("failedCases", LesionSnapshot::getFailedCases)
        .mean("dice", each -> mean(each.getDice()))
        .mean("pooledDice", LesionSnapshot::getPooledDice)
        .mean("sensitivity", each -> share(each.getSensitivity()))
        .mean("specificity", each -> share(each.getSpecificity()));
  }

  private static Double mean(LesionMean mean) {
    return mean == null ? null : mean.getMean();
  }

  private static Double share(LesionShare share) {
    return share == null ? null : share.getShare();
  }
}
