// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.score.Cancellation;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is to be scored.
 *
 * @param statistics not to be changed while this is in use
 */
record Experiment(Domain domain, SufficientStatistics statistics, GraphPrior graphPrior) {
  /** The grid of scales reaches this many half decades down and up; further only from its edge. */
  private static final int HALF_DECADES = 6;

  /** Where the search for a scale ends: twelve decades off. */
  private static final int FURTHEST = 24;

  Experiment {
    int dimension = domain.dimension();
    if (graphPrior.dimension() != dimension) {
      throw new IllegalArgumentException(
          "prior over graphs of %d nodes for %d variables"
              .formatted(graphPrior.dimension(), dimension));
    }
    statistics.checkDimension(dimension);
    if (statistics.detail != Detail.SUFFICIENT) {
      throw new IllegalArgumentException(
          "only counts of samples are left: statistics would take more than %d MiB"
              .formatted(SufficientStatistics.MAX_BYTES >> 20));
    }
    if (domain.isCategorical()
        ? !statistics.gaussian.isEmpty()
        : !statistics.categorical.isEmpty()) {
      throw new IllegalArgumentException("statistics of another kind than the " + domain);
    }
  }

  LocalScores score(ScorePrior scorePrior) {
    return LocalScores.of(domain, statistics, scorePrior, graphPrior);
  }

  /**
   * The prior with its scale fixed: t itself or, by evidence, that of t 10^(k/2), k = -6..6, whose
   * exact evidence is highest (the one nearest to t if several are). From an edge of that grid k
   * goes on while the evidence grows, to -24 or 24 at most.
   */
  ScorePrior resolve(ScorePrior scorePrior, Method method) {
    if (domain.isCategorical()) {
      return scorePrior;
    }
    scorePrior.checkDegreesOfFreedom(domain.dimension());
    return scorePrior.scaleByEvidence() ? bestScale(scorePrior, method) : scorePrior;
  }

  private ScorePrior bestScale(ScorePrior scorePrior, Method method) {
    int best = 0;
    double bestEvidence = Double.NEGATIVE_INFINITY;
    for (int k : nearestFirst()) {
      double evidence = evidence(scaled(scorePrior, k), method);
      if (Ties.beats(evidence, bestEvidence)) {
        best = k;
        bestEvidence = evidence;
      }
    }
    boolean grows = Math.abs(best) == HALF_DECADES;
    while (grows && Math.abs(best) < FURTHEST) {
      int next = best + Integer.signum(best);
      double evidence = evidence(scaled(scorePrior, next), method);
      grows = Ties.beats(evidence, bestEvidence);
      if (grows) {
        best = next;
        bestEvidence = evidence;
      }
    }
    return scaled(scorePrior, best);
  }

  private double evidence(ScorePrior scorePrior, Method method) {
    Cancellation.check();
    return Inference.sum(method, score(scorePrior)).logEvidence();
  }

  /** The prior with scale t 10^(k/2). */
  private static ScorePrior scaled(ScorePrior scorePrior, int k) {
    return scorePrior.withScale(scorePrior.priorScale() * Math.pow(10, k / 2.0));
  }

  private static int[] nearestFirst() {
    return IntStream.rangeClosed(-HALF_DECADES, HALF_DECADES)
        .boxed()
        .sorted(Comparator.comparing(Math::abs))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
