// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * Probabilities of edges from ln of their odds: i -> j with s(a_ij), s the logistic function. What
 * is known of edges goes before what is learned.
 *
 * <p>A view of {@link LearnerState#graph}, in which a_ij lies at {@code first + i N + j}.
 */
public final class EdgeOdds {
  private final int n;
  private final EdgeKnowledge knowledge;
  private final double[] graph;
  private final int first;

  /** Of N variables. */
  public EdgeOdds(int variables, EdgeKnowledge knowledge, double[] graph, int first) {
    n = variables;
    this.knowledge = knowledge;
    this.graph = graph;
    this.first = first;
  }

  /** The probability of i -> j. */
  public double belief(int i, int j) {
    return knowledge.isFree(i, j)
        ? logistic(graph[first + i * n + j])
        : knowledge.isRequired(i, j) ? 1 : 0;
  }

  /** All probabilities, [i][j] that of i -> j; a new array. */
  public double[][] matrix() {
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = belief(i, j);
      }
    }
    return matrix;
  }

  /** s(x) = 1 / (1 + exp(-x)), with the same bits on every machine. */
  public static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
