// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Ties;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.ScaleGrid;
import dev.sluice.models.prior.ScorePrior;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The scale t of the prior of the highest exact evidence, on a grid of half decades about the
 * data's own scale: the prior's scale, which is meant for unit variances, times the geometric mean
 * of the variances. A factor common to all variables changes t by its square and nothing else.
 *
 * <p>Seen along ln t, each eigenvalue of the scatter makes the evidence rise as t falls until t is
 * about as small, and from there on fall. So a sum over graphs may have several optima: the grid is
 * searched to twelve decades below the smallest and above the largest variance. Variables that are
 * functions of one another have an eigenvalue 0: then the evidence may rise without end. So where
 * it is largest at the end of the grid, it has no optimum that the samples could show.
 */
final class ScaleSearch {
  /** Every point of the grid is looked at so many half decades down and up. */
  private static final int HALF_DECADES = 6;

  /** Beyond, one in so many, and what is beside the best of these. */
  private static final int STEP = 3;

  private final Experiment experiment;
  private final Evidence evidence;
  private final Method method;
  private final Team team;
  private final ScaleGrid grid;

  /** The largest scale that was found too small for the samples. */
  private int unknown = Integer.MIN_VALUE / 2;

  /** ln of the evidence at the points of the grid that were looked at. */
  private final NavigableMap<Integer, Double> found = new TreeMap<>();

  ScaleSearch(
      Experiment experiment, Evidence evidence, ScorePrior prior, Method method, Team team) {
    this.experiment = experiment;
    this.evidence = evidence;
    this.method = method;
    this.team = team;
    grid = new ScaleGrid(prior, evidence.variances(), evidence::meanSquares);
  }

  /**
   * The prior of the best scale; of several the one nearest to the middle of the grid.
   *
   * @throws DependentVariablesException if there is none
   */
  ScorePrior best() {
    for (int k = -HALF_DECADES; k <= HALF_DECADES; k++) {
      evidence(k);
    }
    refuseIfRisingTo(grid.lowest(), -1);
    refuseIfRisingTo(grid.highest(), 1);
    for (int k = HALF_DECADES + STEP; k < Math.max(-grid.lowest(), grid.highest()); k += STEP) {
      probe(-k);
      probe(k);
    }
    List.copyOf(found.keySet()).forEach(this::climb);
    int best = nearestBest();
    if (best <= unknown + 1) {
      throw evidence.beyondPrecision(); // it rises to where it cannot be told any more
    }
    return grid.prior(best);
  }

  private void refuseIfRisingTo(int end, int step) {
    double most = evidence(nearestBest());
    double atEnd = evidence(end);
    if (Ties.beats(atEnd, most) && Ties.beats(atEnd, evidence(end - step))) {
      throw evidence.withoutOptimum();
    }
  }

  private void probe(int k) {
    if (k > grid.lowest() && k < grid.highest()) {
      evidence(k);
    }
  }

  /** Looks at the scales beside one whose neighbours, as far as they are known, are no better. */
  private void climb(int start) {
    Map.Entry<Integer, Double> below = found.lowerEntry(start);
    Map.Entry<Integer, Double> above = found.higherEntry(start);
    double here = evidence(start);
    if ((below == null || !Ties.beats(below.getValue(), here))
        && (above == null || !Ties.beats(above.getValue(), here))) {
      climb(start, -1, grid.lowest());
      climb(start, 1, grid.highest());
    }
  }

  private void climb(int start, int step, int end) {
    for (int k = start; k != end && Ties.beats(evidence(k + step), evidence(k)); ) {
      k += step;
    }
  }

  private int nearestBest() {
    List<Integer> nearestFirst =
        found.keySet().stream().sorted(Comparator.comparing(Math::abs)).toList();
    int best = 0;
    double most = Double.NEGATIVE_INFINITY;
    for (int k : nearestFirst) {
      if (Ties.beats(evidence(k), most)) {
        best = k;
        most = evidence(k);
      }
    }
    return best;
  }

  /** ln of the evidence; NaN, which beats nothing, if the scale is too small for the samples. */
  private double evidence(int k) {
    Double before = found.get(k);
    if (before == null) {
      before = compute(k);
      found.put(k, before);
    }
    return before;
  }

  private double compute(int k) {
    Cancellation.check();
    if (grid.isTooSmall(k)) {
      unknown = Math.max(unknown, k);
      return Double.NaN;
    }
    try {
      LocalScores scores = experiment.score(evidence, grid.prior(k), team);
      return Inference.sum(method, scores, team).logEvidence();
    } catch (DependentVariablesException e) {
      unknown = Math.max(unknown, k);
      return Double.NaN;
    }
  }
}
