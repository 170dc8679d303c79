// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.statistics.FixedPoint;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What one scenario adds to the aggregates of its model. Whoever replaces a contribution must hand
 * in the one it replaces, as it was then: keeping the values and not only the counters means that
 * it can be taken back exactly even if a later release computes a statistic differently.
 *
 * @param scenarioId of the scenario
 * @param counts its counters
 * @param measures the values it has, in fixed point; blank ones are absent
 * @param violations by rule, the probability of the action that alone breaks it, in fixed point
 */
public record ScenarioContribution(
    String scenarioId,
    ScenarioCounts counts,
    Map<ScenarioMeasure, Long> measures,
    Map<String, Long> violations) {

  /** What a scenario contributes that does not. */
  static final ScenarioContribution NONE =
      new ScenarioContribution("", ScenarioCounts.empty(), Map.of(), Map.of());

  /**
   * The contribution of a scenario.
   *
   * @param rules labels of the two actions by name of the rule
   */
  public static ScenarioContribution of(
      String scenarioId, ScenarioCounts counts, Map<String, RuleLabels> rules) {
    ScenarioStatistics statistics = ScenarioStatistics.of(counts);
    Map<ScenarioMeasure, Long> measures = new EnumMap<>(ScenarioMeasure.class);
    for (ScenarioMeasure measure : ScenarioMeasure.values()) {
      putIfRepresentable(measures, measure, measure.of(statistics));
    }
    Map<String, Long> violations = new HashMap<>();
    rules.forEach(
        (rule, labels) ->
            putIfRepresentable(violations, rule, labels.violation(statistics.malAction1())));
    return new ScenarioContribution(scenarioId, counts, measures, violations);
  }

  private static <K> void putIfRepresentable(Map<K, Long> values, K key, double value) {
    if (FixedPoint.isRepresentable(value)) {
      values.put(key, FixedPoint.of(value));
    }
  }
}
