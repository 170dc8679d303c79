// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/**
 * How well graphs explain samples, one by one and all together, under a structure-modular prior:
 * what {@link Inference#posterior} sums up, without the sums that take longest.
 */
public final class GraphScores {
  /** The largest number of variables. */
  public static final int MAX_VARIABLES = 16;

  private final LocalScores scores;
  private final double logEvidence;

  private GraphScores(LocalScores scores) {
    this.scores = scores;
    logEvidence = new StructureModularSum(scores, Team.alone()).logEvidence();
  }

  /**
   * Scores the graphs.
   *
   * @param scorePrior its scale is taken as it is
   * @throws IllegalArgumentException if there are too many variables, the scale is to be chosen by
   *     evidence, or the arguments do not fit each other
   * @throws ArithmeticException if a score is not finite, or variables are functions of one another
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static GraphScores of(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior) {
    if (domain.dimension() > MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "at most %d variables: %d".formatted(MAX_VARIABLES, domain.dimension()));
    }
    if (scorePrior.isScaleOpen(domain)) {
      throw new IllegalArgumentException("the scale must be fixed before");
    }
    return new GraphScores(new Experiment(domain, statistics, graphPrior).score(scorePrior));
  }

  /** ln of the sum over graphs of prior weight, not normalised, times marginal likelihood. */
  public double logEvidence() {
    return logEvidence;
  }

  /** ln of prior weight times marginal likelihood of a graph. */
  public double of(Dag graph) {
    return scores.of(graph);
  }
}
