// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.exact.GraphSampler;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;

/** Graphs drawn from a prior, independently. */
@FunctionalInterface
public interface GraphDraws {
  /** Graph number {@code index}: the same whenever asked for, by any thread. */
  Dag draw(long index);

  /**
   * Exact draws. Of at most {@value GraphSampler#MAX_VARIABLES} variables a posterior without
   * samples is the prior; of more, all variables must be alike.
   *
   * @throws IllegalArgumentException if there are more variables, and edges that are required,
   *     forbidden or have odds
   */
  static GraphDraws exact(GraphPrior prior, long seed) {
    int variables = prior.dimension();
    if (variables > GraphSampler.MAX_VARIABLES) {
      if (!LayeredGraphs.isSymmetric(prior)) {
        throw new IllegalArgumentException(
            "of more than %d variables, graphs cannot be drawn where edges are required, forbidden or have odds: %d"
                .formatted(GraphSampler.MAX_VARIABLES, variables));
      }
      LayeredGraphs graphs = new LayeredGraphs(prior);
      return index -> graphs.draw(KeyedRandom.of(seed, "graphs of the prior", index));
    }
    Domain domain = Domain.continuous(variables);
    GraphSampler sampler =
        GraphSampler.of(
            domain, SufficientStatistics.empty(domain), ScorePrior.defaults(variables), prior);
    return index -> sampler.draw(seed, index);
  }
}
