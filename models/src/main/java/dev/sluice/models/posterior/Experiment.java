// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is to be scored.
 *
 * @param statistics not to be changed while this is in use
 */
record Experiment(Domain domain, SufficientStatistics statistics, GraphPrior graphPrior) {
  /** The grid of scales reaches this many half decades down and up. */
  private static final int HALF_DECADES = 6;

  Experiment {
    int dimension = domain.dimension();
    if (graphPrior.dimension() != dimension) {
      throw new IllegalArgumentException(
          "prior over graphs of %d nodes for %d variables"
              .formatted(graphPrior.dimension(), dimension));
    }
    statistics.checkDimension(dimension);
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
   * exact evidence is highest (the one nearest to t if several are).
   */
  ScorePrior resolve(ScorePrior scorePrior, Method method) {
    if (domain.isCategorical()) {
      return scorePrior;
    }
    scorePrior.checkDegreesOfFreedom(domain.dimension());
    return scorePrior.scaleByEvidence() ? bestScale(scorePrior, method) : scorePrior;
  }

  private ScorePrior bestScale(ScorePrior scorePrior, Method method) {
    ScorePrior best = null;
    double bestEvidence = Double.NEGATIVE_INFINITY;
    for (int k : nearestFirst()) {
      Cancellation.check();
      ScorePrior scaled = scorePrior.withScale(scorePrior.priorScale() * Math.pow(10, k / 2.0));
      double evidence = Inference.sum(method, score(scaled)).logEvidence();
      if (Ties.beats(evidence, bestEvidence)) {
        best = scaled;
        bestEvidence = evidence;
      }
    }
    return best;
  }

  private static int[] nearestFirst() {
    return IntStream.rangeClosed(-HALF_DECADES, HALF_DECADES)
        .boxed()
        .sorted(Comparator.comparing(Math::abs))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
