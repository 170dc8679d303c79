// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.GaussianStatistic;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;

/** The effects of continuous variables: see {@link Effects} and {@link Slopes}. */
final class GaussianEffects implements CauseEffects {
  /**
   * Sets of parents that are less probable are left out. Where there is next to surely no effect a
   * share p of it makes a standard deviation of sqrt(p).
   */
  private static final double NEGLIGIBLE = 1e-24;

  private final SufficientStatistics statistics;
  private final ScorePrior prior;

  /** Of the samples in which nothing was set; null until asked for. */
  private Slopes observed;

  /**
   * Effects by some samples.
   *
   * @param statistics up to date, and not changed while this is in use
   */
  GaussianEffects(SufficientStatistics statistics, ScorePrior prior) {
    this.statistics = statistics;
    this.prior = prior;
  }

  @Override
  public Effect[] of(int cause, int[] outcomes, Adjustments adjustments) {
    Slopes slopes = slopes(cause);
    StudentMixture[] mixtures = new StudentMixture[outcomes.length];
    Arrays.setAll(mixtures, i -> new StudentMixture(slopes.tables()));
    int[] step = {0};
    adjustments.forEach(
        cause,
        adjustment -> {
          Cancellation.check(step[0]++);
          add(slopes, cause, outcomes, adjustment, mixtures);
        });
    Effect[] effects = new Effect[outcomes.length];
    for (int i = 0; i < effects.length; i++) {
      Cancellation.check();
      int power = slopes.unit(outcomes[i]) - slopes.unit(cause);
      effects[i] =
          new Effect(cause, outcomes[i], mixtures[i].atom(), mixtures[i].summary(power), null);
    }
    return effects;
  }

  private static void add(
      Slopes slopes, int cause, int[] outcomes, Adjustment adjustment, StudentMixture[] mixtures) {
    boolean matters = false;
    for (int outcome : outcomes) {
      matters |= adjustment.reaching()[outcome] >= NEGLIGIBLE;
    }
    if (matters) {
      slopes.adjust(cause, adjustment.parents());
    }
    for (int i = 0; i < outcomes.length; i++) {
      double share = adjustment.reaching()[outcomes[i]];
      if (share >= NEGLIGIBLE) {
        slopes.add(outcomes[i], share, mixtures[i]);
      } else {
        mixtures[i].pass(share);
      }
    }
  }

  private Slopes slopes(int cause) {
    GaussianStatistic set = statistics.gaussian.get(VariableSet.of(cause));
    if (set != null) {
      return new Slopes(moments(set), prior);
    }
    if (observed == null) {
      observed = new Slopes(moments(null), prior);
    }
    return observed;
  }

  /** Regimes are merged in this order, whatever that of a table. */
  private GaussianStatistic moments(GaussianStatistic set) {
    GaussianStatistic moments = GaussianStatistic.empty(statistics.dimension);
    GaussianStatistic unset = statistics.gaussian.get(VariableSet.EMPTY);
    if (unset != null) {
      moments.absorb(unset);
    }
    return set == null ? moments : moments.absorb(set);
  }
}
