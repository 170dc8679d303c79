// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.Dependence;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.GaussianStatistic;
import dev.sluice.models.posterior.score.RegimeGroup;
import dev.sluice.models.posterior.score.ScatterMatrix;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.Arrays;

/**
 * The moments of some variables over the samples in which a node was no target: regimes are merged,
 * never subtracted, for these variables alone.
 */
public final class GaussianMoments {
  /** Larger matrices are not kept. */
  private static final int MOST_KEPT = 21;

  private final SufficientStatistics statistics;

  /** By node. */
  private final RegimeGroup[] groups;

  /** By node, the last small matrix: it is asked for again at each scale of a prior. */
  private final Kept[] kept;

  private record Kept(double priorSamples, int[] variables, ScatterMatrix matrix) {}

  /**
   * Groups the regimes.
   *
   * @param statistics not changed while this is in use
   */
  public GaussianMoments(SufficientStatistics statistics) {
    this.statistics = statistics.upToDate();
    groups = new RegimeGroup[statistics.dimension];
    kept = new Kept[statistics.dimension];
    for (RegimeGroup group : RegimeGroup.of(statistics)) {
      group.nodes().forEach(node -> groups[node] = group);
    }
  }

  /** The number of variables d. */
  public int dimension() {
    return groups.length;
  }

  /** The same for all nodes that are scored on the same samples. */
  RegimeGroup group(int node) {
    return groups[node];
  }

  /**
   * The matrix of some variables.
   *
   * @param priorSamples of the mean; 0 for the scatter
   * @throws ArithmeticException if a sum of squares overflows
   */
  public ScatterMatrix scatter(int node, double priorSamples, int... variables) {
    Kept last = kept[node];
    if (last != null
        && last.priorSamples == priorSamples
        && Arrays.equals(last.variables, variables)) {
      return last.matrix;
    }
    ScatterMatrix matrix = ScatterMatrix.of(moments(node, variables), priorSamples);
    if (variables.length <= MOST_KEPT) {
      kept[node] = new Kept(priorSamples, variables.clone(), matrix);
    }
    return matrix;
  }

  /** The variance of a node; 0 where it is constant or there are no samples. */
  public double variance(int node) {
    ScatterMatrix scatter = scatter(node, 0, node);
    return scatter.samples() == 0 || scatter.isConstant(0) ? 0 : scatter.variance(0);
  }

  /** The mean square of a node; 0 where there are no samples. */
  public double meanSquare(int node) {
    double[] sums = moments(node, node).high;
    return sums[0] > 0 ? sums[2] / sums[0] : 0;
  }

  /** Which of some variables are functions of others of them. */
  public Dependence dependence(int node, int... variables) {
    return Dependence.of(scatter(node, 0, variables)).named(variables);
  }

  /** To be thrown where the prior's scale is too small for some of some variables. */
  DependentVariablesException beyondPrecision(int node, int[] variables, VariableSet failed) {
    int[] named = Arrays.stream(failed.members()).map(number -> variables[number]).toArray();
    return DependentVariablesException.beyondPrecision(VariableSet.of(named))
        .of(dependence(node, variables));
  }

  private GaussianStatistic moments(int node, int... variables) {
    GaussianStatistic moments = GaussianStatistic.empty(variables.length);
    for (VariableSet targets : groups[node].included()) {
      moments.absorb(statistics.gaussian.get(targets).restrictedTo(variables));
    }
    return moments;
  }
}
