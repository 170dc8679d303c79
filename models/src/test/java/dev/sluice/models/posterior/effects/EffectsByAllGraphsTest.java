// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.exact.EffectInference;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a visit to all 543 graphs of four variables. */
class EffectsByAllGraphsTest {
  private static final int D = 4;

  private static List<Effect> effects(
      Samples samples, ScorePrior prior, GraphPrior graphs, Method method) {
    return EffectInference.posteriorWithEffects(
            samples.domain(),
            samples.statistics(),
            prior,
            graphs,
            method,
            1,
            ScoredNodes.none(),
            Samples.pairs(samples.domain().dimension()))
        .effects();
  }

  @ParameterizedTest
  @CsvSource({
    "ENUMERATION, 12, false",
    "EXACT, 12, false",
    "ENUMERATION, 40, true",
    "EXACT, 40, true",
    "EXACT, 0, false",
    "EXACT, 1, false",
    "ENUMERATION, 600, true",
    "EXACT, 600, true"
  })
  void slopes(Method method, int size, boolean interventional) {
    Samples samples = Samples.drawn(Domain.continuous(D), size, interventional, size);
    ScorePrior prior = new ScorePrior(0.7, 6.5, 0.8, false, 1);
    GraphPrior graphs = GraphPrior.fair(D);
    NaiveEffects naive = new NaiveEffects(samples, prior, graphs);

    for (Effect effect : effects(samples, prior, graphs, method)) {
      List<NaiveEffects.Part> parts = naive.slopes(effect.cause(), effect.outcome());
      assertThat(effect.distributions()).isNull();
      assertThat(effect.probabilityOfNone())
          .isCloseTo(naive.none(effect.cause(), effect.outcome()), within(1e-9));
      EffectSummary slope = effect.slope();
      assertThat(slope.mean()).isCloseTo(NaiveEffects.mean(parts), within(1e-9));
      assertThat(slope.standardDeviation()).isCloseTo(NaiveEffects.deviation(parts), within(1e-9));
      for (int i = 0; i < slope.quantiles().length; i++) {
        double level = EffectSummary.LEVELS.get(i);
        double quantile = slope.quantiles()[i];
        double near = Math.max(Double.MIN_NORMAL, 1e-9 * slope.standardDeviation());
        assertThat(NaiveEffects.cumulative(parts, quantile + near)).isGreaterThan(level - 2e-6);
        assertThat(NaiveEffects.cumulative(parts, quantile - near)).isLessThan(level + 2e-6);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ENUMERATION, 12, false",
    "EXACT, 12, false",
    "ENUMERATION, 60, true",
    "EXACT, 60, true",
    "EXACT, 0, false",
    "EXACT, 1500, true"
  })
  void distributions(Method method, int size, boolean interventional) {
    Samples samples = Samples.drawn(Domain.categorical(2, 3, 1, 4), size, interventional, size);
    ScorePrior prior = new ScorePrior(1, 6, 1, false, 1.7);
    GraphPrior graphs =
        new GraphPrior(
            GraphPrior.Kind.UNIFORM,
            0.3,
            VariableSet.ofMasks(0, 0, 0, 0b10),
            VariableSet.ofMasks(0, 0, 0b1, 0));
    NaiveEffects naive = new NaiveEffects(samples, prior, graphs);

    for (Effect effect : effects(samples, prior, graphs, method)) {
      assertThat(effect.slope()).isNull();
      assertThat(effect.probabilityOfNone())
          .isCloseTo(naive.none(effect.cause(), effect.outcome()), within(1e-9));
      for (int i = 0; i < effect.distributions().length; i++) {
        for (int j = 0; j < effect.distributions()[i].length; j++) {
          EffectSummary found = effect.distributions()[i][j];
          NaiveEffects.Moments moments = naive.probability(effect.cause(), i, effect.outcome(), j);
          assertThat(found.mean()).isCloseTo(moments.mean(), within(1e-9));
          double deviation = found.standardDeviation();
          assertThat(deviation * deviation).isCloseTo(moments.variance(), within(1e-11));
          assertThat(found.quantiles()).isSorted();
        }
      }
    }
  }
}
