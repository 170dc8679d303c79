// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.federation.study.FederationOutcome;
import dev.sluice.models.federation.study.Party;
import dev.sluice.models.statistics.FixedPoint;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.Moments;
import dev.sluice.models.statistics.Quartiles;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Outcomes of a study of federations, of one kind of systems and number of draws, by seed. */
record FederationCell(List<FederationOutcome> outcomes) {
  private static final double LEVEL = 0.95;

  /** What of the way from no edges to the last graph counts as having arrived. */
  private static final double ARRIVED = 0.95;

  static FederationCell of(List<FederationOutcome> outcomes, String truth, DrawCounts draws) {
    return new FederationCell(
        outcomes.stream()
            .filter(outcome -> outcome.truth().equals(truth) && outcome.draws().equals(draws))
            .toList());
  }

  /** A measure after a round by seed; of sites that learn alone their mean. */
  SortedMap<Long, Double> bySeed(
      Party party, int round, ToDoubleFunction<FederationOutcome> measure) {
    SortedMap<Long, List<Double>> all = new TreeMap<>();
    for (FederationOutcome outcome : outcomes) {
      if (outcome.party() == party && outcome.round() == round) {
        all.computeIfAbsent(outcome.seed(), seed -> new ArrayList<>())
            .add(measure.applyAsDouble(outcome));
      }
    }
    SortedMap<Long, Double> means = new TreeMap<>();
    all.forEach(
        (seed, values) ->
            means.put(seed, values.stream().mapToDouble(value -> value).average().orElseThrow()));
    return means;
  }

  /** The acyclic SHD by seed of the site that by itself came closest after a round. */
  SortedMap<Long, Double> bestAlone(int round) {
    SortedMap<Long, Double> best = new TreeMap<>();
    for (FederationOutcome outcome : outcomes) {
      if (outcome.party() == Party.ALONE && outcome.round() == round) {
        best.merge(outcome.seed(), outcome.acyclicShd(), Math::min);
      }
    }
    return best;
  }

  Quartiles quartiles(Party party, int round, ToDoubleFunction<FederationOutcome> measure) {
    return Quartiles.of(
        bySeed(party, round, measure).values().stream().mapToDouble(value -> value).toArray());
  }

  double mean(Party party, int round, ToDoubleFunction<FederationOutcome> measure) {
    return bySeed(party, round, measure).values().stream()
        .mapToDouble(value -> value)
        .average()
        .orElse(Double.NaN);
  }

  /** Mean over the seeds of the differences, and Student's interval. */
  static MeanEstimate difference(SortedMap<Long, Double> of, SortedMap<Long, Double> from) {
    Moments moments = Moments.EMPTY;
    for (long seed : of.keySet()) {
      moments = moments.plus(FixedPoint.of(of.get(seed) - from.get(seed)));
    }
    return MeanEstimate.of(moments, Interval.BLANK, LEVEL);
  }

  /**
   * The first round after which the mean acyclic SHD has come 95 % of the way from that of no edges
   * to that after the last round.
   */
  int arrival(Party party, int last) {
    double none = outcomes.stream().mapToInt(FederationOutcome::edges).average().orElse(0);
    double end = mean(party, last, FederationOutcome::acyclicShd);
    double enough = none + ARRIVED * (end - none);
    for (int round = 1; round < last; round++) {
      double now = mean(party, round, FederationOutcome::acyclicShd);
      if (end <= none ? now <= enough : now >= enough) {
        return round;
      }
    }
    return last;
  }
}
