// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.score.Cancellation;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The scale t of the prior of the highest exact evidence, on a grid of half decades about the
 * data's own scale: the prior's scale, which is meant for unit variances, times the geometric mean
 * of the variances. A factor common to all variables changes t by its square and nothing else.
 *
 * <p>Seen along ln t, each eigenvalue of the scatter makes the evidence rise as t falls until t is
 * about as small, and from there on fall. Variables that are functions of one another have an
 * eigenvalue 0: then the evidence may rise without end. So where it still rises from above to
 * twelve decades below the smallest variance, it has no optimum that the samples could show.
 */
final class ScaleSearch {
  /** The grid reaches this many half decades down and up; further only from its edge. */
  private static final int HALF_DECADES = 6;

  /** Below the smallest and above the largest variance. */
  private static final int HALF_DECADES_BEYOND = 24;

  private final Experiment experiment;
  private final Evidence evidence;
  private final ScorePrior prior;
  private final Method method;

  /** ln of what the prior's scale is multiplied by in the middle of the grid. */
  private final double centre;

  private final int lowest;
  private final int highest;

  /** The largest scale that was found too small for the samples. */
  private int unknown = Integer.MIN_VALUE / 2;

  private int best;
  private double bestEvidence = Double.NEGATIVE_INFINITY;

  ScaleSearch(Experiment experiment, Evidence evidence, ScorePrior prior, Method method) {
    this.experiment = experiment;
    this.evidence = evidence;
    this.prior = prior;
    this.method = method;
    double[] logs = logSizes();
    double mean = Arrays.stream(logs).average().orElse(0);
    double least = Arrays.stream(logs).min().orElse(0);
    double most = Arrays.stream(logs).max().orElse(0);
    centre = mean;
    lowest = -HALF_DECADES_BEYOND - halfDecades(mean - least);
    highest = HALF_DECADES_BEYOND + halfDecades(most - mean);
  }

  /** ln of the variances; of the mean squares if no variable varies; nothing without samples. */
  private double[] logSizes() {
    double[] variances = positive(evidence.variances());
    double[] sizes = variances.length > 0 ? variances : positive(evidence.meanSquares());
    return Arrays.stream(sizes).map(Math::log).toArray();
  }

  private static double[] positive(double[] sizes) {
    return Arrays.stream(sizes).filter(size -> size > 0).toArray();
  }

  private static int halfDecades(double logs) {
    return (int) Math.ceil(2 * logs / Math.log(10) - 1e-9);
  }

  /**
   * The prior of the best scale; of several the one nearest to the middle of the grid.
   *
   * @throws DependentVariablesException if there is none
   */
  ScorePrior best() {
    for (int k : nearestFirst()) {
      tryScale(k);
    }
    if (best == -HALF_DECADES) {
      goOn(-1, lowest);
    } else if (best == HALF_DECADES) {
      goOn(1, highest);
    }
    if (best <= unknown + 1) {
      throw evidence.beyondPrecision(); // it rises to where it cannot be told any more
    }
    return scaled(best);
  }

  /** From an edge of the grid goes on while the evidence rises. */
  private void goOn(int step, int end) {
    double atEnd = evidence(end);
    if (Ties.beats(atEnd, bestEvidence) && Ties.beats(atEnd, evidence(end - step))) {
      throw evidence.withoutOptimum();
    }
    while (best != end && tryScale(best + step)) {
      Cancellation.check();
    }
  }

  private boolean tryScale(int k) {
    double found = evidence(k);
    boolean better = Ties.beats(found, bestEvidence);
    if (better) {
      best = k;
      bestEvidence = found;
    }
    return better;
  }

  /** ln of the evidence; NaN, which beats nothing, if the scale is too small for the samples. */
  private double evidence(int k) {
    Cancellation.check();
    try {
      return Inference.sum(method, experiment.score(evidence, scaled(k))).logEvidence();
    } catch (DependentVariablesException e) {
      unknown = Math.max(unknown, k);
      return Double.NaN;
    }
  }

  /** The prior with scale t 10^(k/2). */
  private ScorePrior scaled(int k) {
    return prior.withScale(prior.priorScale() * Math.exp(centre + k * Math.log(10) / 2));
  }

  private static int[] nearestFirst() {
    return IntStream.rangeClosed(-HALF_DECADES, HALF_DECADES)
        .boxed()
        .sorted(Comparator.comparing(Math::abs))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
