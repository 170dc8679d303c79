// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.adaptation.Scope;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.statistics.Quartiles;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gaps of one class under one scope in all systems of a density, at the weight of the past with the
 * smallest median: each class with its best discount.
 *
 * @param cell what the systems have in common
 * @param model the class
 * @param scope what of it went on learning
 * @param evidence the best weight of the past; NaN where that has no effect
 * @param gaps one per seed, nats
 * @param quartiles of the gaps
 */
public record BestGap(
    Cell cell,
    ModelClass model,
    Scope scope,
    double evidence,
    List<Double> gaps,
    Quartiles quartiles) {

  /**
   * Systems of one density after as many samples.
   *
   * @param density of the graphs
   * @param source samples before the shift
   * @param shots samples since the shift
   */
  public record Cell(String density, int source, int shots) {}

  /** A model under one discount. */
  private record Learner(Cell cell, ModelClass model, Scope scope, double evidence) {}

  /** What competes for the best discount. */
  private record Column(Cell cell, ModelClass model, Scope scope) {}

  /** The best of every cell, class and scope, in the order of the outcomes. */
  public static List<BestGap> of(List<AdaptationOutcome> outcomes) {
    return grouped(outcomes, BestGap::learner).entrySet().stream()
        .map(entry -> gap(entry.getKey(), entry.getValue()))
        .collect(
            Collectors.groupingBy(
                gap -> new Column(gap.cell, gap.model, gap.scope),
                LinkedHashMap::new,
                Collectors.minBy(Comparator.comparingDouble(BestGap::median))))
        .values()
        .stream()
        .map(best -> best.orElseThrow())
        .toList();
  }

  /** The median over the seeds, nats. */
  public double median() {
    return quartiles.median();
  }

  private static <K> Map<K, List<AdaptationOutcome>> grouped(
      List<AdaptationOutcome> outcomes, Function<AdaptationOutcome, K> key) {
    return outcomes.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static Learner learner(AdaptationOutcome outcome) {
    Cell cell = new Cell(outcome.density(), outcome.source(), outcome.shots());
    return new Learner(cell, outcome.model(), outcome.scope(), outcome.evidence());
  }

  private static BestGap gap(Learner learner, List<AdaptationOutcome> outcomes) {
    List<Double> gaps = outcomes.stream().map(AdaptationOutcome::gap).toList();
    Quartiles quartiles = Quartiles.of(gaps.stream().mapToDouble(Double::doubleValue).toArray());
    return new BestGap(
        learner.cell, learner.model, learner.scope, learner.evidence, gaps, quartiles);
  }
}
