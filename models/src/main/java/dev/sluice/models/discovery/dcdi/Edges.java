// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.EdgeOdds;
import dev.sluice.models.discovery.LearnerState;

/** Beliefs in edges, see {@link EdgeOdds}, and how they move. */
final class Edges {
  /**
   * ln of the odds stay between these. At more, the slope of s is so small that an edge that has
   * lost its use would not find back, and which of i -> j and j -> i goes would not be decided by
   * the draws but by which has grown less.
   */
  private static final double LEAST = -10;

  private static final double MOST = 5;

  /** ln of the odds of an edge at first, at most. */
  private static final double FIRST_LOG_ODDS = -2;

  /**
   * Parents that a variable has on average at first, at most. The constraint grows as e to the
   * power of that number.
   */
  private static final double MOST_PARENTS_AT_FIRST = 4;

  private final int n;
  private final EdgeOdds odds;
  private final double[] graph;

  Edges(int variables, EdgeKnowledge knowledge, LearnerState state) {
    n = variables;
    graph = state.graph();
    odds = new EdgeOdds(n, knowledge, graph, 0);
  }

  /** Begins anew. */
  void begin() {
    double others = Math.max(MOST_PARENTS_AT_FIRST + 1, n - 1.0);
    double most = StrictMath.log(MOST_PARENTS_AT_FIRST / (others - MOST_PARENTS_AT_FIRST));
    double logOdds = Math.min(FIRST_LOG_ODDS, most);
    for (int edge = 0; edge < n * n; edge++) {
      graph[edge] = logOdds;
      graph[Layout.squares(n) + edge] = 0;
    }
  }

  /** All beliefs, [i][j] in i -> j. */
  double[][] matrix() {
    return odds.matrix();
  }

  /** The graph of the beliefs above 1/2, as 0 and 1. */
  double[][] thresholded() {
    double[][] matrix = matrix();
    for (double[] row : matrix) {
      for (int j = 0; j < n; j++) {
        row[j] = row[j] > 0.5 ? 1 : 0;
      }
    }
    return matrix;
  }

  /**
   * One step of ln of the odds of i -> j.
   *
   * @param byBelief gradient in the belief
   */
  void step(int i, int j, double byBelief, RmsProp optimiser) {
    double belief = odds.belief(i, j);
    int edge = i * n + j;
    optimiser.step(graph, edge, Layout.squares(n) + edge, belief * (1 - belief) * byBelief);
    graph[edge] = Math.max(LEAST, Math.min(MOST, graph[edge]));
  }
}
