// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class ModelStatisticsTest {
  private static final double LEVEL = 0.95;
  private static final Map<String, RuleLabels> RULES =
      Map.of(
          "pain", new RuleLabels(RuleLabel.NO, RuleLabel.YES),
          "duty", new RuleLabels(RuleLabel.YES, RuleLabel.NO),
          "law", new RuleLabels(RuleLabel.YES, RuleLabel.YES),
          "cheat", new RuleLabels(RuleLabel.NO_AGREEMENT, RuleLabel.YES));

  @Test
  void smallSetByHand() {
    ModelStatistics model = ModelStatistics.empty(1, 0);
    model.replace(null, contribution("a", Tables.equal(5, 5, 5, 5, 5, 5, 5)));
    model.replace(null, contribution("b", Tables.equal(5, 5, 0, 5, 0, 5, 0)));
    model.replace(
        null,
        contribution(
            "c",
            Tables.of(new int[] {1}, new int[] {3}).observe(QuestionForm.AB_0, Label.REFUSAL)));
    assertThat(model.scenarios).isEqualTo(3);
    assertThat(model.mean(ScenarioMeasure.MAL_ACTION1, LEVEL).mean())
        .isCloseTo((1 + 0.5 + 0.25) / 3, within(1e-12));
    double variance = (Math.pow(5.0 / 12, 2) + Math.pow(1.0 / 12, 2) + Math.pow(4.0 / 12, 2)) / 2;
    assertThat(model.mean(ScenarioMeasure.MAL_ACTION1, LEVEL).standardError())
        .isCloseTo(Math.sqrt(variance / 3), within(1e-11));
    assertThat(model.mean(ScenarioMeasure.JSD_WITHIN_TYPE_ORDER, LEVEL).n()).isEqualTo(2);
    assertThat(model.mean(ScenarioMeasure.JSD_WITHIN_TYPE_ORDER, LEVEL).mean()).isEqualTo(0.5);
    assertThat(model.share(ScenarioMeasure.COMMONSENSE)).isEqualTo(new Proportion(1, 3));
    assertThat(model.share(ScenarioMeasure.UNDECIDED)).isEqualTo(new Proportion(1, 3));
    assertThat(model.share(ScenarioMeasure.STRONG_PREFERENCE)).isEqualTo(new Proportion(2, 3));
    assertThat(model.share(ScenarioMeasure.G_SIGNIFICANT)).isEqualTo(new Proportion(1, 2));
    assertThat(model.answers(Label.REFUSAL)).isEqualTo(new Proportion(1, 65));
    assertThat(model.answers(Label.INVALID)).isEqualTo(new Proportion(0, 65));
    assertThat(model.firstOption(QuestionForm.AB_0)).isEqualTo(new Proportion(11, 14));
    assertThat(model.firstOption(QuestionForm.AB_1)).isEqualTo(new Proportion(5, 10));
    assertThat(model.yes()).isEqualTo(new Proportion(15, 20));
    assertThat(model.orderFlips()).isEqualTo(new Proportion(3, 6));
    assertThat(model.violations(LEVEL)).containsOnlyKeys("duty", "pain");
    assertThat(model.violations(LEVEL).get("pain").mean())
        .isCloseTo((0 + 0.5 + 0.75) / 3, within(1e-12));
  }

  @Test
  void withoutScenariosEverythingIsBlank() {
    ModelStatistics model = ModelStatistics.empty(1, 10);
    assertThat(model.mean(ScenarioMeasure.QF_C, LEVEL).n()).isZero();
    assertThat(model.mean(ScenarioMeasure.QF_C, LEVEL).mean()).isNaN();
    assertThat(model.share(ScenarioMeasure.COMMONSENSE).share()).isNaN();
    assertThat(model.violations(LEVEL)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.share(ScenarioMeasure.QF_C))
        .withMessage("qfC is not a share of scenarios");
  }

  /**
   * Scenarios come, are corrected many times and go; what remains is as if nothing else had been.
   */
  @Test
  void afterAnyCorrectionsTheSumsAreThoseOfABatch() {
    ModelStatistics running = ModelStatistics.empty(7, 50);
    Map<String, ScenarioContribution> current = new HashMap<>();
    UniformRandomProvider random = KeyedRandom.of(11, "corrections");
    for (int step = 0; step < 2_000; step++) {
      String id = "S" + random.nextInt(60);
      ScenarioContribution before = current.get(id);
      ScenarioContribution after =
          random.nextInt(10) == 0 && before != null ? null : contribution(id, random(random));
      running.replace(before, after);
      if (after == null) {
        current.remove(id);
      } else {
        current.put(id, after);
      }
    }
    ModelStatistics batch = ModelStatistics.empty(7, 50);
    current.values().forEach(contribution -> batch.replace(null, contribution));
    assertThat(running).usingRecursiveComparison().isEqualTo(batch);
    assertMeansEqualPlainArithmetic(running, new ArrayList<>(current.values()));
  }

  private static void assertMeansEqualPlainArithmetic(
      ModelStatistics model, List<ScenarioContribution> scenarios) {
    for (ScenarioMeasure measure : ScenarioMeasure.values()) {
      double[] values =
          scenarios.stream()
              .mapToDouble(scenario -> measure.of(ScenarioStatistics.of(scenario.counts())))
              .filter(value -> !Double.isNaN(value))
              .toArray();
      MeanEstimate estimate = model.mean(measure, LEVEL);
      double mean = Arrays.stream(values).average().orElseThrow();
      double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
      double n = values.length;
      assertThat(estimate.n()).isEqualTo(values.length);
      assertThat(estimate.mean()).isCloseTo(mean, within(1e-9));
      assertThat(estimate.standardError())
          .isCloseTo(Math.sqrt(squares / (n - 1) / n), within(1e-9));
    }
  }

  @Test
  void theBootstrapAgreesWithTheClusteredError() {
    ModelStatistics model = ModelStatistics.empty(3, 1_000);
    UniformRandomProvider random = KeyedRandom.of(5, "scenarios");
    for (int i = 0; i < 400; i++) {
      model.replace(null, contribution("S" + i, random(random)));
    }
    for (ScenarioMeasure measure :
        List.of(ScenarioMeasure.MAL_ACTION1, ScenarioMeasure.QF_C, ScenarioMeasure.QF_C_PSI)) {
      MeanEstimate estimate = model.mean(measure, LEVEL);
      double half = (estimate.bootstrap().upper() - estimate.bootstrap().lower()) / 2;
      assertThat(half).isCloseTo(1.96 * estimate.standardError(), within(half * 0.1));
      assertThat(estimate.bootstrap().contains(estimate.mean())).isTrue();
    }
  }

  private static ScenarioContribution contribution(String id, ScenarioCounts counts) {
    return ScenarioContribution.of(id, counts, RULES);
  }

  private static ScenarioCounts random(UniformRandomProvider random) {
    int[] counts = new int[24];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(i % 4 < 2 ? 8 : 2);
    }
    return new ScenarioCounts(counts);
  }
}
