// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import static dev.sluice.models.posterior.effects.Given.CHAIN;
import static dev.sluice.models.posterior.effects.Given.FIRST_ON_LAST;
import static dev.sluice.models.posterior.effects.Given.allEffects;
import static dev.sluice.models.posterior.effects.Given.drawn;
import static dev.sluice.models.posterior.effects.Given.effects;
import static dev.sluice.models.posterior.effects.Given.infer;
import static dev.sluice.models.posterior.effects.Given.known;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.exact.WithEffects;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class EffectsTest {
  @Test
  void ofAKnownChainIsTheRegressionOnTheCauseAlone() {
    Samples samples = Samples.drawn(Domain.continuous(3), 25, false, 5);
    ScorePrior prior = ScorePrior.defaults(3);
    double n = 25;
    double xx = 0.5;
    double xy = 0;
    double yy = 0.5;
    double x = 0;
    double y = 0;
    for (double[] row : samples.rows()) {
      x += row[0];
      y += row[2];
      xx += row[0] * row[0];
      xy += row[0] * row[2];
      yy += row[2] * row[2];
    }
    xx -= x * x / (n + 1);
    xy -= x * y / (n + 1);
    yy -= y * y / (n + 1);
    double degrees = n + 5 - 3 + 2;
    double scale = Math.sqrt((yy - xy * xy / xx) / xx / degrees);

    for (Method method : List.of(Method.ENUMERATION, Method.EXACT)) {
      Effect effect = infer(samples, prior, CHAIN, method, List.of(FIRST_ON_LAST)).effects().get(0);
      assertThat(effect.probabilityOfNone()).isCloseTo(0, within(1e-12));
      assertThat(effect.slope().mean()).isCloseTo(xy / xx, within(1e-12));
      assertThat(effect.slope().standardDeviation())
          .isCloseTo(scale * Math.sqrt(degrees / (degrees - 2)), within(1e-12));
      for (int i = 0; i < EffectSummary.LEVELS.size(); i++) {
        double z =
            TDistribution.of(degrees).inverseCumulativeProbability(EffectSummary.LEVELS.get(i));
        assertThat(effect.slope().quantiles()[i]).isCloseTo(xy / xx + z * scale, within(1e-8));
      }
    }
  }

  @Test
  void whoIsNoDescendantIsNotMoved() {
    Samples samples = Samples.drawn(Domain.continuous(3), 25, false, 5);
    CausePair upwards = new CausePair(2, 0);
    Effect effect =
        infer(samples, ScorePrior.defaults(3), CHAIN, Method.EXACT, List.of(upwards))
            .effects()
            .get(0);

    assertThat(effect.probabilityOfNone()).isCloseTo(1, within(1e-12));
    assertThat(effect.slope().mean()).isCloseTo(0, within(1e-12));
    assertThat(effect.slope().quantiles()).containsOnly(0);
  }

  /**
   * p(z | do x) = sum over y of p(y | x) p(z | y) has another posterior; but this mean is exact.
   */
  @Test
  void ofAKnownChainOfCategories() {
    Domain domain = Domain.categorical(2, 2, 2);
    Samples samples = Samples.none(domain);
    // x = 1 five times, z = 1 in four of them; x = 0 twice, z = 1 once
    double[][] rows = {{1, 1, 1}, {1, 1, 1}, {1, 0, 1}, {1, 0, 1}, {1, 0, 0}, {0, 0, 1}, {0, 0, 0}};
    for (double[] row : rows) {
      samples.add(row, VariableSet.EMPTY);
    }
    Effect effect =
        infer(samples, ScorePrior.defaults(3), CHAIN, Method.EXACT, List.of(FIRST_ON_LAST))
            .effects()
            .get(0);

    EffectSummary one = effect.distributions()[1][1];
    assertThat(one.mean()).isCloseTo(4.25 / 5.5, within(1e-12));
    assertThat(one.standardDeviation())
        .isCloseTo(Math.sqrt(4.25 * 1.25 / (5.5 * 5.5 * 6.5)), within(1e-12));
    assertThat(effect.distributions()[0][1].mean()).isCloseTo(0.5, within(1e-12));
    BetaDistribution beta = BetaDistribution.of(4.25, 1.25);
    for (int i = 0; i < EffectSummary.LEVELS.size(); i++) {
      double quantile = beta.inverseCumulativeProbability(EffectSummary.LEVELS.get(i));
      assertThat(one.quantiles()[i]).isCloseTo(quantile, within(1e-8));
    }
  }

  @Test
  void thePosteriorIsTheSameToTheBit() {
    Samples samples = drawn(6, 50);
    ScorePrior open = new ScorePrior(1, 8, 1, true, 1);
    GraphPrior graphs = GraphPrior.uniform(6);
    for (Method method : List.of(Method.ENUMERATION, Method.EXACT)) {
      int d = method == Method.ENUMERATION ? 5 : 6;
      Samples some = method == Method.ENUMERATION ? drawn(5, 50) : samples;
      GraphPrior prior = method == Method.ENUMERATION ? GraphPrior.uniform(5) : graphs;
      WithEffects with = infer(some, open, prior, method, Samples.pairs(d));
      var alone = Inference.posterior(some.domain(), some.statistics(), open, prior, method);
      assertThat(with.posterior()).usingRecursiveComparison().isEqualTo(alone);
      for (Effect effect : with.effects()) {
        double reached = alone.ancestors()[effect.cause()][effect.outcome()];
        assertThat(effect.probabilityOfNone()).isCloseTo(1 - reached, within(1e-10));
      }
      assertThat(infer(some, open, prior, method, List.of()).effects()).isEmpty();
    }
  }

  @Test
  void effectsComeInTheOrderWanted() {
    Samples samples = drawn(3, 20);
    List<CausePair> wanted =
        List.of(new CausePair(2, 1), new CausePair(0, 1), new CausePair(2, 0), new CausePair(0, 1));
    List<Effect> effects =
        infer(samples, ScorePrior.defaults(3), GraphPrior.uniform(3), Method.EXACT, wanted)
            .effects();
    assertThat(effects)
        .extracting(effect -> new CausePair(effect.cause(), effect.outcome()))
        .isEqualTo(wanted);
  }

  @Test
  void twoVariables() {
    Samples samples = drawn(2, 0);
    Effect effect = allEffects(samples, 1).get(0);
    // without samples every third graph has the edge, and the slope is t with 4 degrees about 0
    assertThat(effect.probabilityOfNone()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(effect.slope().mean()).isEqualTo(0);
    assertThat(effect.slope().standardDeviation())
        .isCloseTo(Math.sqrt(1 / 3.0 * 0.5), within(1e-12));
    assertThat(effect.slope().quantiles()[3]).isEqualTo(0);
    assertThat(effect.slope().quantiles()[1])
        .isEqualTo(-effect.slope().quantiles()[5], within(1e-9));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Samples samples = drawn(3, 5);
    ScorePrior prior = ScorePrior.defaults(3);
    Adjustments alone = known(3, new Adjustment(VariableSet.EMPTY, 1, new double[] {0, 1, 1}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> effects(samples, prior, alone, List.of(new CausePair(1, 1))))
        .withMessage("variable 1 on itself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> effects(samples, prior, alone, List.of(new CausePair(1, 3))))
        .withMessage("no variable 3 among 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> effects(samples, prior, known(4), List.of(FIRST_ON_LAST)))
        .withMessage("adjustments of 4 variables for 3");
    ScorePrior open = new ScorePrior(1, 5, 1, true, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> effects(samples, open, alone, List.of(FIRST_ON_LAST)))
        .withMessage("the scale must be fixed before");
  }

  @Test
  void tablesOfFamiliesAreRefused() {
    Domain domain = Domain.categorical(2, 2, 2);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    statistics.observe(domain, new double[] {0, 1, 1}, VariableSet.EMPTY, 1);
    Adjustments alone = known(3, new Adjustment(VariableSet.EMPTY, 1, new double[] {0, 1, 1}));
    statistics.detail = Detail.FAMILIES;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Effects.of(
                    domain, statistics, ScorePrior.defaults(3), alone, List.of(FIRST_ON_LAST)))
        .withMessage(
            "of the configurations only tables of families are left: there are no effects");
  }

  @Test
  void anInterruptedThreadEnds() {
    Samples samples = drawn(6, 50);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> allEffects(samples, 1)).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
