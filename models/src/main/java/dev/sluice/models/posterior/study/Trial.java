// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.score.SufficientStatistics;

/**
 * A graph that is known, and samples of it, by which posteriors are judged.
 *
 * @param seed whose functions they are
 * @param domain continuous, of d variables
 * @param statistics of the samples, none under an intervention; not to be changed
 * @param truth the graph
 */
public record Trial(long seed, Domain domain, SufficientStatistics statistics, Dag truth) {
  /**
   * A trial on given observations.
   *
   * @param rows n x d
   */
  public static Trial of(long seed, double[][] rows, Dag truth) {
    Domain domain = Domain.continuous(truth.nodes());
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (double[] row : rows) {
      statistics.observe(domain, row, VariableSet.EMPTY, 1);
    }
    return new Trial(seed, domain, statistics, truth);
  }
}
