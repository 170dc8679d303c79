// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.EdgeOdds;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.UnknownTargets;
import java.util.List;

/**
 * Beliefs in the targets of interventions that are unknown: variable j is a target of intervention
 * k with probability s(b_kj), s the logistic function.
 *
 * <p>In the graph lie N ln odds of each of the {@link UnknownTargets}, and the means of the squares
 * of their gradients.
 */
final class TargetBeliefs {
  /** ln of the odds of a known target. */
  private static final double CERTAIN = Double.MAX_VALUE;

  /** ln of the odds stay between - this and this, so that what is wrong can be taken back. */
  private static final double MOST = 5;

  private final int n;
  private final int squares;
  private final double[] graph;
  private final UnknownTargets interventions;

  TargetBeliefs(int variables, LearnerState state) {
    n = variables;
    squares = UnknownTargets.room(variables) * variables;
    graph = state.graph();
    interventions = new UnknownTargets(n, Layout.TARGET_COUNTERS, state.counters());
  }

  /** Doubles that they take. */
  static int size(int variables) {
    return 2 * UnknownTargets.room(variables) * variables;
  }

  /**
   * Brings the beliefs into the order of these interventions. Where all targets are known there are
   * none.
   *
   * @throws IllegalArgumentException if they are too many, or one with unknown targets has no label
   */
  void align(List<Regime> regimes) {
    int[] before = interventions.align(regimes);
    double[] old = graph.clone();
    for (int r = 0; r < before.length; r++) {
      for (int j = 0; j < n; j++) {
        boolean fresh = before[r] < 0;
        graph[at(r, j)] = fresh ? first(regimes.get(r), j) : old[at(before[r], j)];
        graph[squares + at(r, j)] = fresh ? 0 : old[squares + at(before[r], j)];
      }
    }
  }

  private static double first(Regime regime, int j) {
    if (regime.targets() == null) {
      return 0;
    }
    return regime.targets().contains(j) ? CERTAIN : -CERTAIN;
  }

  private int at(int intervention, int j) {
    return Layout.targets(n) + intervention * n + j;
  }

  /** Belief that j is a target of an intervention; 0 or 1 where that is known. */
  double belief(int intervention, int j) {
    return EdgeOdds.logistic(graph[at(intervention, j)]);
  }

  /**
   * One step of ln of the odds.
   *
   * @param byBelief gradient in the belief
   */
  void step(int intervention, int j, double byBelief, RmsProp optimiser) {
    double belief = belief(intervention, j);
    int at = at(intervention, j);
    optimiser.step(graph, at, squares + at, belief * (1 - belief) * byBelief);
    graph[at] = Math.max(-MOST, Math.min(MOST, graph[at]));
  }

  /** By intervention: belief that each variable is a target; null if all targets are known. */
  double[][] matrix() {
    if (interventions.count() == 0) {
      return null;
    }
    double[][] matrix = new double[interventions.count()][n];
    for (int r = 0; r < matrix.length; r++) {
      for (int j = 0; j < n; j++) {
        matrix[r][j] = belief(r, j);
      }
    }
    return matrix;
  }
}
