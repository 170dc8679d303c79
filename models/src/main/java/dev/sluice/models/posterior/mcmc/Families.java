// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.family.FamilyEvidence;
import dev.sluice.models.posterior.family.FamilyPrior;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.RegimeGroup;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/** Scores of single families on demand, of 1 to {@value Domain#MAX_VARIABLES} variables. */
public final class Families {
  /** Scores of single families that are kept; then those not asked for longest go. */
  public static final int MOST_SCORES = 1 << 17;

  /** Scores in rows of all families that differ by one parent: as many rows are kept as fit. */
  public static final int MOST_IN_ROWS = 1 << 22;

  /** What a kept row takes besides its numbers, and a kept score in all: objects, hash table. */
  private static final int BYTES_PER_ENTRY = 240;

  /** That as numbers. */
  private static final int ENTRY = BYTES_PER_ENTRY / Double.BYTES;

  /**
   * Of a number as {@link java.math.BigInteger}, and what becomes of it, while a matrix is made.
   */
  private static final int BYTES_PER_EXACT_CELL = 160;

  /** Of a configuration: partitions and their hash tables. */
  private static final int BYTES_PER_CONFIGURATION = 250;

  /** The same for each candidate whose subsets are scored. */
  private static final int BYTES_PER_CANDIDATE = 64;

  /** Rising factorials, and whatever else does not grow. */
  private static final long FIXED = 16L << 20;

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
    if (scorePrior.isScaleOpen(domain)) {
      throw new IllegalArgumentException("the scale must be fixed before");
    }
    Evidence.checkParents(graphPrior, statistics);
    FamilyEvidence ofSamples = FamilyEvidence.of(domain, statistics, scorePrior);
    FamilyEvidence evidence = statistics.observed() == 0 ? new NoEvidence() : ofSamples;
    return new KeptScores(
        evidence, new FamilyPrior(graphPrior), mostScores, mostInRows / (d + ENTRY));
  }

  /**
   * About the heap that the scores of {@link #of} take at their peak, on the safe side.
   *
   * @param candidates the most whose subsets are scored at once
   */
  public static long bytes(Domain domain, SufficientStatistics statistics, int candidates) {
    long d = domain.dimension();
    statistics.checkDimension(domain.dimension());
    double families = d * Math.pow(2, d - 1.0);
    long kept =
        BYTES_PER_ENTRY * (long) Math.min(families, MOST_SCORES)
            + Double.BYTES * (long) Math.min(families * (d + ENTRY), MOST_IN_ROWS);
    long subsets = (4L * Double.BYTES) << candidates;
    return FIXED + statistics.bytes + kept + subsets + ofData(domain, statistics, candidates);
  }

  private static long ofData(Domain domain, SufficientStatistics statistics, int candidates) {
    long d = domain.dimension();
    if (statistics.detail == Detail.FAMILIES) {
      return 0; // all that is read are the copied tables
    }
    if (domain.isCategorical()) {
      long perCell =
          BYTES_PER_CONFIGURATION
              + (long) BYTES_PER_CANDIDATE * candidates
              + (long) Long.BYTES * domain.configurationWords();
      return perCell * statistics.categorical.values().stream().mapToInt(of -> of.size).sum();
    }
    int groups = RegimeGroup.of(statistics).size();
    return d * d * (2L * Double.BYTES * (groups + 1) + BYTES_PER_EXACT_CELL);
  }
}
