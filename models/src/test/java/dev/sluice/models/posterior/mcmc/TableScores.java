// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Random;

/** The scores of all families of few nodes, computed beforehand, and simulated data to score. */
record TableScores(LocalScores table) implements FamilyScores {

  static TableScores of(Domain domain, SufficientStatistics statistics, GraphPrior prior) {
    ScorePrior scorePrior = ScorePrior.defaults(domain.dimension());
    return new TableScores(
        LocalScores.of(new Evidence(domain, statistics, scorePrior), scorePrior, prior));
  }

  static Posterior exact(Domain domain, SufficientStatistics statistics, GraphPrior prior) {
    return Inference.posterior(domain, statistics, ScorePrior.defaults(domain.dimension()), prior);
  }

  @Override
  public int nodes() {
    return table.nodes();
  }

  @Override
  public double of(int node, VariableSet parents) {
    return table.of(node, (int) parents.mask());
  }

  /** Samples of a random graph, each node with up to two parents; some of them clamp a variable. */
  static SufficientStatistics simulate(Domain domain, int samples, long seed) {
    Random random = new Random(seed);
    int nodes = domain.dimension();
    double[][] weights = new double[nodes][nodes];
    for (int to = 1; to < nodes; to++) {
      for (int k = 0; k < 2; k++) {
        weights[random.nextInt(to)][to] = random.nextBoolean() ? 0.6 : -0.4;
      }
    }
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int n = 0; n < samples; n++) {
      int target = n % 4 == 0 ? random.nextInt(nodes) : -1;
      double[] x = new double[nodes];
      for (int to = 0; to < nodes; to++) {
        x[to] = random.nextGaussian();
        for (int from = 0; from < to && to != target; from++) {
          x[to] += weights[from][to] * (domain.isCategorical() ? x[from] - 0.5 : x[from]);
        }
        x[to] = domain.isCategorical() ? category(x[to], domain.categories()[to]) : x[to];
      }
      statistics.observe(domain, x, VariableSet.ofMask(target < 0 ? 0 : 1L << target), 1);
    }
    return statistics;
  }

  private static double category(double x, int categories) {
    return Math.max(0, Math.min(categories - 1.0, Math.floor(x + categories / 2.0)));
  }
}
