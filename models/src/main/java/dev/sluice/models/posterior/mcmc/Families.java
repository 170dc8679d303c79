// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.family.FamilyEvidence;
import dev.sluice.models.posterior.family.FamilyPrior;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/** Scores of single families on demand, of 1 to {@value Domain#MAX_VARIABLES} variables. */
public final class Families {
  /** The most candidates whose subsets are all scored. */
  public static final int MAX_CANDIDATES = 20;

  /** Scores of single families that are kept; then those not asked for longest go. */
  public static final int MOST_SCORES = 1 << 18;

  /** Scores in rows of all families that differ by one parent: as many rows are kept as fit. */
  public static final int MOST_IN_ROWS = 1 << 22;

  private Families() {}

  /**
   * The scores that {@link dev.sluice.models.posterior.score.LocalScores} has in tables.
   *
   * @param statistics copied
   * @param scorePrior its scale is taken as it is
   * @throws IllegalArgumentException if the arguments do not fit each other, or the scale is to be
   *     chosen by evidence
   * @throws ArithmeticException if sums of squares overflow
   */
  public static FamilyScores of(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior) {
    return of(domain, statistics, scorePrior, graphPrior, MOST_SCORES, MOST_IN_ROWS);
  }

  static FamilyScores of(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      int mostScores,
      int mostInRows) {
    int d = domain.dimension();
    if (graphPrior.dimension() != d) {
      throw new IllegalArgumentException(
          "prior over graphs of %d nodes for %d variables".formatted(graphPrior.dimension(), d));
    }
    if (scorePrior.scaleByEvidence() && !domain.isCategorical()) {
      throw new IllegalArgumentException("the scale must be fixed before");
    }
    FamilyEvidence evidence = FamilyEvidence.of(domain, statistics, scorePrior);
    return new KeptScores(evidence, new FamilyPrior(graphPrior), mostScores, mostInRows / d);
  }
}
