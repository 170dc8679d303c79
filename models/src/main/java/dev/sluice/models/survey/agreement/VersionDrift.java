// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import dev.sluice.models.statistics.BenjaminiHochberg;
import dev.sluice.models.statistics.FixedPoint;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.Moments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How two versions of a model differ over a set of scenarios. Replacing one scenario is exact.
 * Mutable, a Flink POJO; not safe for use by several threads.
 */
public final class VersionDrift {
  /** Comparison by scenario. */
  public Map<String, ScenarioDrift> scenarios = new HashMap<>();

  /** Of the differences, for their mean. */
  public Moments differences = Moments.EMPTY;

  /** Nothing compared yet. */
  public VersionDrift() {}

  /** Puts a scenario in the place of what was known of it. */
  public void replace(ScenarioDrift scenario) {
    remove(scenario.scenarioId());
    scenarios.put(scenario.scenarioId(), scenario);
    if (scenario.isTested()) {
      differences = differences.plus(FixedPoint.of(scenario.difference()));
    }
  }

  /** Forgets what is known of a scenario, if anything. */
  public void remove(String scenarioId) {
    ScenarioDrift before = scenarios.remove(scenarioId);
    if (before != null && before.isTested()) {
      differences = differences.minus(FixedPoint.of(before.difference()));
    }
  }

  /**
   * What has drifted.
   *
   * @param falseDiscoveryRate of Benjamini and Hochberg over the tested scenarios, such as 0.05
   * @param effectFloor scenarios whose likelihood moved by less are not flagged
   * @param level of the interval of the mean difference
   */
  public DriftReport report(double falseDiscoveryRate, double effectFloor, double level) {
    List<ScenarioDrift> tested = new ArrayList<>();
    scenarios.values().stream().filter(ScenarioDrift::isTested).forEach(tested::add);
    double[] qValues =
        BenjaminiHochberg.adjust(tested.stream().mapToDouble(s -> s.test().pValue()).toArray());
    List<DriftReport.Flag> flags = new ArrayList<>();
    for (int i = 0; i < qValues.length; i++) {
      ScenarioDrift scenario = tested.get(i);
      if (qValues[i] <= falseDiscoveryRate && Math.abs(scenario.difference()) >= effectFloor) {
        flags.add(new DriftReport.Flag(scenario, qValues[i]));
      }
    }
    return DriftReport.of(
        tested.size(),
        scenarios.size() - tested.size(),
        flags,
        MeanEstimate.of(differences, Interval.BLANK, level));
  }
}
