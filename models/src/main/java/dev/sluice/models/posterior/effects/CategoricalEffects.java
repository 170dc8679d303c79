// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.prior.ScorePrior;

/** The effects of categorical variables: see {@link Effects} and {@link AdjustedTable}. */
final class CategoricalEffects implements CauseEffects {
  /** Sets of parents that are less probable are left out: probabilities cannot be large. */
  private static final double NEGLIGIBLE = 1e-13;

  private final Domain domain;
  private final SufficientStatistics statistics;
  private final double equivalentSampleSize;

  /**
   * Effects by some samples.
   *
   * @param statistics up to date, and not changed while this is in use
   */
  CategoricalEffects(Domain domain, SufficientStatistics statistics, ScorePrior prior) {
    this.domain = domain;
    this.statistics = statistics;
    equivalentSampleSize = prior.equivalentSampleSize();
  }

  @Override
  public Effect[] of(int cause, int[] outcomes, Adjustments adjustments) {
    Configurations seen = new Configurations(domain, statistics, cause);
    OutcomeMixture[] mixtures = new OutcomeMixture[outcomes.length];
    int[] categories = domain.categories();
    for (int i = 0; i < mixtures.length; i++) {
      mixtures[i] = new OutcomeMixture(categories[cause], categories[outcomes[i]]);
    }
    adjustments.forEach(
        cause,
        adjustment -> {
          Cancellation.check();
          add(seen, cause, outcomes, adjustment, mixtures);
        });
    Effect[] effects = new Effect[outcomes.length];
    for (int i = 0; i < effects.length; i++) {
      Cancellation.check();
      mixtures[i].addUnreached(seen, outcomes[i], equivalentSampleSize);
      effects[i] =
          new Effect(cause, outcomes[i], mixtures[i].none(), null, mixtures[i].summaries());
    }
    return effects;
  }

  private void add(
      Configurations seen,
      int cause,
      int[] outcomes,
      Adjustment adjustment,
      OutcomeMixture[] mixtures) {
    boolean grouped = false;
    for (int i = 0; i < outcomes.length; i++) {
      double share = adjustment.reaching()[outcomes[i]];
      if (share >= NEGLIGIBLE) {
        if (!grouped) {
          seen.group(adjustment.parents().members());
          grouped = true;
        }
        mixtures[i].add(share, new AdjustedTable(seen, cause, outcomes[i], equivalentSampleSize));
      } else {
        mixtures[i].pass(share);
      }
    }
  }
}
