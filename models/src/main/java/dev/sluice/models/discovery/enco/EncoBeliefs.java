// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.EdgeOdds;
import dev.sluice.models.discovery.LearnerState;

/**
 * ENCO's beliefs: i -> j with probability s(gamma_ij) s(theta_ij), s the logistic function (Lippe
 * et al., section 3.1). What is known of edges goes before what is learned.
 */
final class EncoBeliefs {
  /** Belief in an orientation of which nothing is known. */
  private static final double OPEN = 0.5;

  private final int n;
  private final EdgeKnowledge knowledge;
  private final double[] graph;
  private final EdgeOdds existence;
  private final int theta;

  EncoBeliefs(int variables, EdgeKnowledge knowledge, LearnerState state) {
    n = variables;
    this.knowledge = knowledge;
    graph = state.graph();
    existence = new EdgeOdds(n, knowledge, graph, EncoBlock.GAMMA.first(n));
    theta = EncoBlock.THETA.first(n);
  }

  /** Belief in i -> j. */
  double edge(int i, int j) {
    return existence(i, j) * orientation(i, j);
  }

  /** Belief that i and j are joined by i -> j once its direction is granted. */
  double existence(int i, int j) {
    return existence.belief(i, j);
  }

  /** Belief that an edge between i and j runs from i to j; granted where the other cannot be. */
  double orientation(int i, int j) {
    if (knowledge.isForbidden(i, j)) {
      return 0;
    }
    return knowledge.isForbidden(j, i) ? 1 : EdgeOdds.logistic(graph[theta + i * n + j]);
  }

  /**
   * Whether i -> j is predicted: it more likely exists than not, and more likely so than reversed.
   */
  boolean predicts(int i, int j) {
    return existence(i, j) > 0.5 && orientation(i, j) > 0.5;
  }

  /**
   * Scores of latent common causes, lc(i, j) = s(o_ij) (1 - s(v_ij)) s(o_ji) (1 - s(v_ji)), with o
   * and v how far batches without and with an intervention on i have moved gamma_ij (Lippe et al.,
   * section 3.6): a common cause makes each useful to the other, until one is set.
   */
  double[][] confounded() {
    int observed = EncoBlock.GAMMA_MOVED_OBSERVED.first(n);
    int intervened = EncoBlock.GAMMA_MOVED_INTERVENED.first(n);
    PairFunction side =
        (i, j) ->
            EdgeOdds.logistic(graph[observed + i * n + j])
                * (1 - EdgeOdds.logistic(graph[intervened + i * n + j]));
    return matrix((i, j) -> side.of(i, j) * side.of(j, i));
  }

  /**
   * With what probability i is among the parents from which the network of j learns where latent
   * common causes are looked for: as believed, but at least as if the orientation were open while
   * observations speak for an edge between the two. Else the direction that loses a pair is
   * forgotten by its network, is of no more use, and speaks against the common cause that made it
   * lose (ours).
   */
  double fitted(int i, int j) {
    double edge = edge(i, j);
    return knowledge.isFree(i, j)
        ? Math.max(edge, OPEN * Math.max(observed(i, j), observed(j, i)))
        : edge;
  }

  /** Existence as batches without an intervention on i have it; 0 where nothing is to learn. */
  private double observed(int i, int j) {
    int moved = EncoBlock.GAMMA_MOVED_OBSERVED.first(n);
    return knowledge.isFree(i, j) ? EdgeOdds.logistic(graph[moved + i * n + j]) : 0;
  }

  /** All beliefs by pair: {@code BELIEF.of(i, j)} at [i][j]. */
  double[][] matrix(PairFunction belief) {
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = i == j ? 0 : belief.of(i, j);
      }
    }
    return matrix;
  }

  /** A number for each ordered pair. */
  interface PairFunction {
    double of(int i, int j);
  }
}
