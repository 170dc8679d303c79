// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import static dev.sluice.models.posterior.effects.Given.FIRST_ON_LAST;
import static dev.sluice.models.posterior.effects.Given.allEffects;
import static dev.sluice.models.posterior.effects.Given.drawn;
import static dev.sluice.models.posterior.effects.Given.effects;
import static dev.sluice.models.posterior.effects.Given.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitsAndDependenceTest {
  /**
   * A column times a power of two, and everything else as it was, would take a prior of its own.
   */
  @Test
  void unitsOfAllColumnsAndOfThePriorCancel() {
    Samples samples = drawn(4, 40);
    Samples larger = samples;
    for (int column = 0; column < 4; column++) {
      int of = column;
      larger = larger.with(of, row -> row[of] * 0x1p300);
    }
    List<Effect> effects = allEffects(samples, 0.5);
    List<Effect> ofLarger = allEffects(larger, Math.scalb(0.5, 600));
    for (int i = 0; i < effects.size(); i++) {
      assertThat(ofLarger.get(i).slope().mean())
          .isCloseTo(effects.get(i).slope().mean(), within(1e-12));
      assertThat(ofLarger.get(i).slope().quantiles())
          .containsExactly(effects.get(i).slope().quantiles(), within(1e-9));
    }
  }

  /**
   * Of many samples the prior weighs nothing: a column times 1000 has effects of 1000 times less.
   */
  @Test
  void anEffectIsInUnitsOfItsColumns() {
    Samples samples = drawn(3, 2000);
    Adjustments first = known(3, new Adjustment(VariableSet.EMPTY, 1, new double[] {0, 1, 0.4}));
    List<CausePair> wanted = List.of(new CausePair(0, 1), FIRST_ON_LAST);
    ScorePrior prior = ScorePrior.defaults(3).withScale(1e-9);
    List<Effect> before = effects(samples, prior, first, wanted);
    List<Effect> after = effects(samples.with(0, row -> 1000 * row[0]), prior, first, wanted);
    for (int i = 0; i < 2; i++) {
      EffectSummary slope = before.get(i).slope();
      EffectSummary small = after.get(i).slope();
      assertThat(1000 * small.mean()).isCloseTo(slope.mean(), within(1e-9));
      assertThat(1000 * small.standardDeviation())
          .isCloseTo(slope.standardDeviation(), within(1e-9));
    }
    assertThat(before.get(1).probabilityOfNone()).isCloseTo(0.6, within(1e-15));
  }

  /**
   * Given a copy, R of cause and copy is t I + c (1 1'), so that p = t (t + 2c) / (t + c) and the
   * cause explains half of what both do.
   */
  @Test
  void aCopyOfTheCauseSharesItsEffect() {
    Samples samples = drawn(3, 20).with(1, row -> row[0]);
    Adjustments copied = known(3, new Adjustment(VariableSet.of(1), 1, new double[] {0, 0, 1}));
    for (double scale : new double[] {0.5, 1e-6, 1e-12, 1e-25, 1e-30}) {
      ScorePrior prior = ScorePrior.defaults(3).withScale(scale);
      Effect effect = effects(samples, prior, copied, List.of(FIRST_ON_LAST)).get(0);
      double xx = 0;
      double xy = 0;
      double yy = scale;
      double x = 0;
      double y = 0;
      List<double[]> rows = samples.settingAtMost(0);
      for (double[] row : rows) {
        x += row[0];
        y += row[2];
        xx += row[0] * row[0];
        xy += row[0] * row[2];
        yy += row[2] * row[2];
      }
      double n = rows.size();
      xx -= x * x / (n + 1);
      xy -= x * y / (n + 1);
      yy -= y * y / (n + 1);
      double residual = yy - 2 * xy * xy / (2 * xx + scale);
      double inverse = (scale + xx) / (scale * (scale + 2 * xx));
      double degrees = n + 5 - 3 + 3;
      EffectSummary slope = effect.slope();
      assertThat(slope.standardDeviation() / Math.sqrt(residual * inverse / (degrees - 2)))
          .isCloseTo(1, within(1e-9));
      assertThat(slope.mean()).isCloseTo(xy / (2 * xx + scale), within(1e-9));
    }
  }

  @Test
  void variablesThatCannotBeToldApartAreRefused() {
    Samples samples = drawn(3, 20).with(1, row -> row[0]);
    Adjustments copied = known(3, new Adjustment(VariableSet.of(1), 1, new double[] {0, 0, 1}));
    ScorePrior prior = ScorePrior.defaults(3).withScale(1e-60);
    assertThatExceptionOfType(DependentVariablesException.class)
        .isThrownBy(() -> effects(samples, prior, copied, List.of(FIRST_ON_LAST)))
        .withMessage("variables {0, 1, 2} cannot be told apart at this scale of the prior")
        .satisfies(e -> assertThat(e.dependent()).isEqualTo(VariableSet.of(0, 1)));
    // next to impossible: nobody needs to know
    Adjustments hardly =
        known(
            3,
            new Adjustment(VariableSet.of(1), 1e-25, new double[] {0, 0, 1e-25}),
            new Adjustment(VariableSet.EMPTY, 1, new double[] {0, 1, 1}));
    assertThat(effects(samples, prior, hardly, List.of(FIRST_ON_LAST)).get(0).slope().mean())
        .isFinite();
  }

  @Test
  void anEffectBeyondTheRangeOfNumbersIsRefused() {
    Samples samples =
        drawn(2, 20).with(0, row -> row[0] * 0x1p-500).with(1, row -> row[1] * 0x1p+500);
    Adjustments alone = known(2, new Adjustment(VariableSet.EMPTY, 1, new double[] {0, 1}));
    ScorePrior prior = ScorePrior.defaults(2).withScale(Double.MIN_VALUE);
    List<CausePair> upwards = List.of(new CausePair(0, 1));
    assertThat(effects(samples, prior, alone, upwards).get(0).slope().mean()).isFinite();
    Samples further = samples.with(0, row -> row[0] * 0x1p-30);
    assertThatThrownBy(() -> effects(further, prior, alone, upwards))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void ofAConstantCauseNothingIsKnownButThePrior() {
    Samples samples = drawn(3, 30).with(1, row -> 0);
    for (Effect effect : allEffects(samples, 0.5)) {
      EffectSummary slope = effect.slope();
      assertThat(slope.standardDeviation()).isFinite().isPositive();
      if (effect.cause() == 1) {
        assertThat(slope.mean()).isCloseTo(0, within(1e-12));
        assertThat(slope.standardDeviation()).isGreaterThan(0.1);
      }
      if (effect.outcome() == 1) {
        assertThat(slope.mean()).isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void samplesInWhichOthersWereSetDoNotCount() {
    Samples samples = drawn(3, 0);
    ScorePrior prior = ScorePrior.defaults(3);
    Adjustments alone = known(3, new Adjustment(VariableSet.EMPTY, 1, new double[] {0, 1, 1}));
    Effect none = effects(samples, prior, alone, List.of(FIRST_ON_LAST)).get(0);
    samples.add(new double[] {1, 2, 3}, VariableSet.of(1));
    samples.add(new double[] {1, 2, 3}, VariableSet.of(0, 1));
    samples.add(new double[] {1, 2, 3}, VariableSet.of(2));
    assertThat(effects(samples, prior, alone, List.of(FIRST_ON_LAST)).get(0))
        .usingRecursiveComparison()
        .isEqualTo(none);
    samples.add(new double[] {1, 2, 3}, VariableSet.of(0));
    assertThat(effects(samples, prior, alone, List.of(FIRST_ON_LAST)).get(0).slope().mean())
        .isCloseTo(1.5 / (0.5 + 0.5), within(1e-12));
  }
}
