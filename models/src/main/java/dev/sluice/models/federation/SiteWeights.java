// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import dev.sluice.models.domain.VariableSet;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * How much a site's word counts on the orientation of each pair of variables: most where it
 * experiments.
 *
 * <p>After the proximity of Abyaneh, Scherrer et al. (arXiv 2211.03846), in which a site weighs
 * {@code alpha^k} where a directed path of k edges of the last graph leads from one of its targets.
 * Otherwise than in their code
 *
 * <ul>
 *   <li>only orientation is weighed, which ENCO learns from interventions on either end; existence
 *       it learns from all draws but those that set the child, so that all sites have a like say in
 *       it, and a mean of many is better than the word of the one that is near;
 *   <li>alpha is below 1, so that distance counts, and what is out of reach has the least weight;
 *   <li>the nearer end of a pair counts, as an intervention on a child orients its edges too;
 *   <li>both directions of a pair have one weight, so that means of orientations stay antisymmetric
 *       and no order of variables has to settle their signs;
 *   <li>pairs that the graph does not join are weighed alike: a wrongly lost edge has an advocate;
 *   <li>the least weight is not small, so that a site's share in a pair is bounded: see {@link
 *       #mostShare}.
 * </ul>
 *
 * <p>A site calculates its weights by itself, from the graph that all know and targets that nobody
 * else needs to know. Weights are whole multiples of {@link #UNIT}, so that sums of them are exact.
 *
 * @param alpha what each step away from a target leaves of the weight, within (0, 1)
 * @param least weight, within (0, 1]
 */
public record SiteWeights(double alpha, double least) {
  /** Of weights. */
  public static final double UNIT = 0x1p-20;

  /** A fifth for each step away, as in an example of the paper's code, and no less than 1 in 20. */
  public static final SiteWeights PROXIMITY = new SiteWeights(0.2, 0.05);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public SiteWeights {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha: must be between 0 and 1, is " + alpha);
    }
    if (!(least >= UNIT && least <= 1)) {
      throw new IllegalArgumentException("least: must be above 0 and at most 1, is " + least);
    }
    least = Math.ceil(least / UNIT) * UNIT;
  }

  /** All pairs count alike at all sites: the mean that is called naive. */
  public static double[] naive(int variables) {
    double[] weights = new double[EdgeLogits.pairs(variables)];
    Arrays.fill(weights, 1);
    return weights;
  }

  /**
   * By proximity.
   *
   * @param reference the last graph, N x N, which may have cycles; before there is one, the site's
   *     own, as its weights tell of it no more than its beliefs do
   * @param targets on which the site intervenes
   * @return a weight for each pair i &lt; j, as of {@link EdgeLogits#orientation()}
   */
  public double[] of(boolean[][] reference, VariableSet targets) {
    double[] byDistance = byDistance(distances(reference, targets));
    int n = reference.length;
    double[] weights = new double[EdgeLogits.pairs(n)];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        weights[next++] = Math.max(byDistance[i], byDistance[j]);
      }
    }
    return weights;
  }

  private double[] byDistance(int[] distances) {
    return Arrays.stream(distances)
        .mapToDouble(
            steps ->
                steps < 0
                    ? least
                    : Math.max(least, Math.rint(StrictMath.pow(alpha, steps) / UNIT) * UNIT))
        .toArray();
  }

  /** Edges of the shortest directed path from a target to each variable; -1 without one. */
  static int[] distances(boolean[][] graph, VariableSet targets) {
    int[] distances = new int[graph.length];
    Arrays.fill(distances, -1);
    ArrayDeque<Integer> next = new ArrayDeque<>();
    for (int target : targets.members()) {
      distances[target] = 0;
      next.add(target);
    }
    while (!next.isEmpty()) {
      int from = next.remove();
      for (int to = 0; to < graph.length; to++) {
        if (graph[from][to] && distances[to] < 0) {
          distances[to] = distances[from] + 1;
          next.add(to);
        }
      }
    }
    return distances;
  }

  /**
   * The most that one of some sites contributes to the mean of a pair, when all others have the
   * least weight: 1 / (1 + (K - 1) least).
   */
  public double mostShare(int sites) {
    return 1 / (1 + (sites - 1) * least);
  }
}
