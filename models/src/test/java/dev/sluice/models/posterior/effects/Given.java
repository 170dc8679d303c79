// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.exact.EffectInference;
import dev.sluice.models.posterior.exact.WithEffects;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import java.util.function.Consumer;

/** What tests of effects ask for. */
final class Given {
  static final CausePair FIRST_ON_LAST = new CausePair(0, 2);

  /** 0 -> 1 -> 2 and nothing else. */
  static final GraphPrior CHAIN =
      new GraphPrior(
          GraphPrior.Kind.UNIFORM,
          0,
          VariableSet.ofMasks(0, 0b001, 0b010),
          VariableSet.ofMasks(0b110, 0b100, 0b001));

  private Given() {}

  static WithEffects infer(
      Samples samples, ScorePrior prior, GraphPrior graphs, Method method, List<CausePair> wanted) {
    return EffectInference.posteriorWithEffects(
        samples.domain(),
        samples.statistics(),
        prior,
        graphs,
        method,
        1,
        ScoredNodes.none(),
        wanted);
  }

  static List<Effect> allEffects(Samples samples, double scale) {
    int d = samples.domain().dimension();
    ScorePrior prior = ScorePrior.defaults(d).withScale(scale);
    return infer(samples, prior, GraphPrior.uniform(d), Method.EXACT, Samples.pairs(d)).effects();
  }

  static Samples drawn(int dimension, int size) {
    return Samples.drawn(Domain.continuous(dimension), size, true, 3);
  }

  /** Of one graph that is known: the sum over the effects of parents that are given. */
  static Adjustments known(int nodes, Adjustment... sets) {
    return new Adjustments() {
      @Override
      public int nodes() {
        return nodes;
      }

      @Override
      public long graphs() {
        return 1;
      }

      @Override
      public void forEach(int cause, Consumer<Adjustment> consumer) {
        List.of(sets).forEach(consumer);
      }
    };
  }

  static List<Effect> effects(
      Samples samples, ScorePrior prior, Adjustments adjustments, List<CausePair> wanted) {
    return Effects.of(samples.domain(), samples.statistics(), prior, adjustments, wanted);
  }
}
