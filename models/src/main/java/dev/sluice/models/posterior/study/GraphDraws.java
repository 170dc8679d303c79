// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.exact.GraphSampler;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/** Graphs drawn from a prior, independently. */
@FunctionalInterface
public interface GraphDraws {
  /** Graph number {@code index}: the same whenever asked for, by any thread. */
  Dag draw(long index);

  /**
   * Exact draws, of at most {@value GraphSampler#MAX_VARIABLES} variables: a posterior without
   * samples is the prior.
   */
  static GraphDraws exact(GraphPrior prior, long seed) {
    Domain domain = Domain.continuous(prior.dimension());
    GraphSampler sampler =
        GraphSampler.of(
            domain,
            SufficientStatistics.empty(domain),
            ScorePrior.defaults(prior.dimension()),
            prior);
    return index -> sampler.draw(seed, index);
  }
}
