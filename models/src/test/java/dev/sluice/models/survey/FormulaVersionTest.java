// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.statistics.FixedPoint;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Notices a changed formula whose version was not raised. */
class FormulaVersionTest {

  /** Of the contributions and comparisons of a hundred tables, and the version they belong to. */
  private static final long SUM = -321_397_079_617_264_367L;

  private static final int VERSION = 2;

  @Test
  void aChangedFormulaHasAnotherVersion() {
    UniformRandomProvider random = KeyedRandom.of(5, "formulas");
    long sum = 0;
    ScenarioCounts before = counts(random);
    for (int i = 0; i < 100; i++) {
      ScenarioCounts counts = counts(random);
      ScenarioContribution contribution =
          ScenarioContribution.of(
              "s", counts, Map.of("duty", new RuleLabels(RuleLabel.YES, RuleLabel.NO)));
      for (Map.Entry<ScenarioMeasure, Long> each : contribution.measures().entrySet()) {
        sum += each.getKey().fieldName().hashCode() * rounded(FixedPoint.value(each.getValue()));
      }
      sum += 31 * rounded(FixedPoint.value(contribution.violations().get("duty")));
      sum += 37 * rounded(ScenarioDrift.of("s", before, counts).difference());
      sum += 41 * rounded(ScenarioDrift.of("s", before, counts).test().pValue());
      before = counts;
    }
    assertThat(sum)
        .as(
            "a formula of aggregates has changed: raise FormulaVersion.CURRENT, then VERSION and"
                + " SUM here")
        .isEqualTo(SUM);
    assertThat(FormulaVersion.CURRENT).isEqualTo(VERSION);
  }

  /** Far more than the rounding of other machines, far less than a change of a formula. */
  private static long rounded(double value) {
    return Double.isNaN(value) ? 7 : Math.round(value * 1e6);
  }

  private static ScenarioCounts counts(UniformRandomProvider random) {
    int[] counts = new int[QuestionForm.COUNT * Label.COUNT];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextInt(7);
    }
    return new ScenarioCounts(counts);
  }
}
