// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.EdgeOdds;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * DSDI's beliefs: i -> j with probability s(gamma_ij), s the logistic function. The paper's gamma
 * is transposed: there row i, column j is j -> i. What is known of edges goes before what is
 * learned.
 *
 * <p>In {@link LearnerState#graph} lie gamma and what Adam keeps of it: three blocks of N x N.
 */
final class DsdiBeliefs {
  /** Gamma stays between - this and this. */
  static final double MOST = 5;

  private static final double MOST_AT_FIRST = 0.1;
  private static final double BETA1 = 0.1;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final int n;
  private final EdgeOdds odds;
  private final double[] graph;

  DsdiBeliefs(int variables, EdgeKnowledge knowledge, LearnerState state) {
    n = variables;
    graph = state.graph();
    odds = new EdgeOdds(n, knowledge, graph, 0);
  }

  /** Doubles that they take. */
  static int size(int variables) {
    return 3 * variables * variables;
  }

  /** Draws gamma. */
  static void draw(int variables, long seed, double[] graph) {
    UniformRandomProvider random = KeyedRandom.of(seed, "initial beliefs");
    for (int edge = 0; edge < variables * variables; edge++) {
      graph[edge] = random.nextDouble(-MOST_AT_FIRST, MOST_AT_FIRST);
    }
  }

  /** Belief in i -> j. */
  double edge(int i, int j) {
    return odds.belief(i, j);
  }

  /** All beliefs, [i][j] in i -> j. */
  double[][] matrix() {
    return odds.matrix();
  }

  /**
   * One step of Adam (Kingma and Ba, ICLR 2015) against the gradient.
   *
   * @param gradient in gamma, N x N
   * @param step number of this step, from 1
   */
  void step(double[] gradient, double rate, long step) {
    double unbiased1 = 1 - StrictMath.pow(BETA1, (double) step);
    double unbiased2 = 1 - StrictMath.pow(BETA2, (double) step);
    int first = n * n;
    int second = 2 * n * n;
    for (int edge = 0; edge < n * n; edge++) {
      double g = gradient[edge];
      graph[first + edge] = BETA1 * graph[first + edge] + (1 - BETA1) * g;
      graph[second + edge] = BETA2 * graph[second + edge] + (1 - BETA2) * g * g;
      double mean = graph[first + edge] / unbiased1;
      double size = Math.sqrt(graph[second + edge] / unbiased2) + EPSILON;
      graph[edge] = Math.max(-MOST, Math.min(MOST, graph[edge] - rate * mean / size));
    }
  }
}
