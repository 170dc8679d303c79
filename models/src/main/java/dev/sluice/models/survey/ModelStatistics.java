// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.statistics.ClusteredMean;
import dev.sluice.models.statistics.FixedPoint;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.Moments;
import dev.sluice.models.statistics.PoissonWeights;
import dev.sluice.models.statistics.Proportion;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The statistics of one (model, version) over a set of scenarios: unweighted means of the
 * scenarios' measures with scenario-clustered errors, and shares of all answers. Every scenario
 * contributes once; replacing its contribution is exact, whatever happened before, because all sums
 * are whole numbers (see {@link FixedPoint}): there is no drift to bound.
 *
 * <p>Mutable, a Flink POJO; not safe for use by several threads.
 */
public final class ModelStatistics {
  /** Of the bootstrap. */
  public long seed;

  /** Of the bootstrap. */
  public int replicates;

  /** How many scenarios have answers. */
  public long scenarios;

  /** The counters of all scenarios, summed. */
  public long[] counts = new long[QuestionForm.COUNT * Label.COUNT];

  /** Wordings whose majority changes with the order, over all scenarios. */
  public long orderFlips;

  /** Wordings with a majority in either order, over all scenarios. */
  public long orderComparisons;

  /** Means of the measures that have a value in some scenario. */
  public Map<ScenarioMeasure, ClusteredMean> means = new HashMap<>();

  /** Means of the probability of the violating action by rule. */
  public Map<String, ClusteredMean> violations = new HashMap<>();

  /** For serializers. */
  public ModelStatistics() {}

  /**
   * No scenarios.
   *
   * @param seed of the bootstrap
   * @param replicates of the bootstrap, 0 for none
   */
  public static ModelStatistics empty(long seed, int replicates) {
    ModelStatistics statistics = new ModelStatistics();
    statistics.seed = seed;
    statistics.replicates = replicates;
    return statistics;
  }

  /**
   * Replaces the contribution of a scenario.
   *
   * @param before what the scenario contributes so far, null if nothing
   * @param after what it contributes from now on, null if nothing
   */
  public void replace(ScenarioContribution before, ScenarioContribution after) {
    String scenarioId = Objects.requireNonNullElse(after, before).scenarioId();
    ScenarioContribution old = Objects.requireNonNullElse(before, ScenarioContribution.NONE);
    ScenarioContribution next = Objects.requireNonNullElse(after, ScenarioContribution.NONE);
    int[] weights = PoissonWeights.of(seed, scenarioId, replicates);
    count(old.counts(), -1);
    count(next.counts(), 1);
    replace(means, old.measures(), next.measures(), weights);
    replace(violations, old.violations(), next.violations(), weights);
  }

  /** The mean of a measure over the scenarios that have it. */
  public MeanEstimate mean(ScenarioMeasure measure, double level) {
    return means.getOrDefault(measure, new ClusteredMean(0)).estimate(level);
  }

  /**
   * The share of scenarios with a property.
   *
   * @throws IllegalArgumentException if the measure is no property
   */
  public Proportion share(ScenarioMeasure property) {
    if (!property.isShare()) {
      throw new IllegalArgumentException(property.fieldName() + " is not a share of scenarios");
    }
    Moments moments = means.getOrDefault(property, new ClusteredMean(0)).moments;
    return new Proportion(Math.round(FixedPoint.value(moments.sum())), moments.n());
  }

  /** The share of answers with a label. The interval takes the answers as independent. */
  public Proportion answers(Label label) {
    long labelled = 0;
    long all = 0;
    for (QuestionForm form : QuestionForm.values()) {
      labelled += count(form, label);
      for (Label any : Label.values()) {
        all += count(form, any);
      }
    }
    return new Proportion(labelled, all);
  }

  /** The share of valid answers to a form that chose the option put first. */
  public Proportion firstOption(QuestionForm form) {
    long first = count(form, form.firstOption());
    return new Proportion(first, first + count(form, form.secondOption()));
  }

  /** The share of "yes" among valid comparisons. */
  public Proportion yes() {
    Proportion inOrder = firstOption(QuestionForm.COMPARE_0);
    Proportion swapped = firstOption(QuestionForm.COMPARE_1);
    return new Proportion(
        inOrder.successes() + swapped.successes(), inOrder.trials() + swapped.trials());
  }

  /** The share of wordings whose majority changes with the order of the options. */
  public Proportion orderFlips() {
    return new Proportion(orderFlips, orderComparisons);
  }

  /** By rule, the mean probability of the violating action where exactly one action violates it. */
  public SortedMap<String, MeanEstimate> violations(double level) {
    SortedMap<String, MeanEstimate> estimates = new TreeMap<>();
    violations.forEach((rule, mean) -> estimates.put(rule, mean.estimate(level)));
    return estimates;
  }

  private long count(QuestionForm form, Label label) {
    return counts[form.index() * Label.COUNT + label.index()];
  }

  private void count(ScenarioCounts scenario, long sign) {
    int[] added = scenario.counts();
    for (int i = 0; i < counts.length; i++) {
      counts[i] += sign * added[i];
    }
    OrderFlips flips = OrderFlips.of(scenario);
    orderFlips += sign * flips.flips();
    orderComparisons += sign * flips.comparisons();
    scenarios += scenario.answers() > 0 ? sign : 0;
  }

  private <K> void replace(
      Map<K, ClusteredMean> aggregates, Map<K, Long> before, Map<K, Long> after, int[] weights) {
    before.forEach(
        (key, value) -> {
          if (!after.containsKey(key)) {
            aggregates.get(key).retract(value, weights);
          }
        });
    after.forEach(
        (key, value) -> {
          ClusteredMean mean =
              aggregates.computeIfAbsent(key, absent -> new ClusteredMean(replicates));
          Long old = before.get(key);
          if (old == null) {
            mean.observe(value, weights);
          } else if (!old.equals(value)) {
            mean.replace(old, value, weights);
          }
        });
    aggregates.values().removeIf(mean -> mean.moments.n() == 0);
  }
}
