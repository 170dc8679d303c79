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
 * @param rows the samples, n x d, none under an intervention
 * @param truth the graph
 */
public record Trial(long seed, double[][] rows, Dag truth) {

  /** Of d continuous variables. */
  public Domain domain() {
    return Domain.continuous(truth.nodes());
  }

  /**
   * Statistics of the samples less the prior's mean: under a prior of mean 0 they say what the
   * samples say under that one, as BGe takes of both their difference alone.
   *
   * @param priorMean of every variable
   */
  public SufficientStatistics statistics(double priorMean) {
    Domain domain = domain();
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (double[] row : rows) {
      double[] centred = row.clone();
      for (int v = 0; v < centred.length; v++) {
        centred[v] -= priorMean;
      }
      statistics.observe(domain, centred, VariableSet.EMPTY, 1);
    }
    return statistics;
  }
}
