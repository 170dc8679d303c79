// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/** Computes posteriors, on any thread. */
@FunctionalInterface
public interface PosteriorMethod {
  /** The posterior given the samples behind {@code statistics}. */
  Posterior posterior(
      Domain domain, SufficientStatistics statistics, ScorePrior scorePrior, GraphPrior graphPrior);
}
