// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/** Computes posteriors, on any thread. */
@FunctionalInterface
public interface PosteriorMethod {
  /**
   * The posterior given the samples behind {@code statistics}.
   *
   * @param seed of all chance, if the method has any of its own
   */
  Answer answer(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      long seed);

  /** The exact method that the number of variables allows, see {@link Inference}. */
  static PosteriorMethod exact() {
    return (domain, statistics, scorePrior, graphPrior, seed) ->
        Answer.of(Inference.posterior(domain, statistics, scorePrior, graphPrior));
  }
}
