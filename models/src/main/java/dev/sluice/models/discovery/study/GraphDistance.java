// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.graph.Dag;

/** How far graphs that may form cycles, and beliefs, are apart. */
final class GraphDistance {
  private GraphDistance() {}

  /** The number of unordered pairs that are not joined as in the truth; reversals count once. */
  static int shd(boolean[][] edges, Dag truth) {
    int distance = 0;
    for (int i = 0; i < edges.length; i++) {
      for (int j = i + 1; j < edges.length; j++) {
        if (edges[i][j] != truth.hasEdge(i, j) || edges[j][i] != truth.hasEdge(j, i)) {
          distance++;
        }
      }
    }
    return distance;
  }

  /** Mean over ordered pairs of the absolute difference; NaN for fewer than two variables. */
  static double mean(double[][] one, double[][] other) {
    int n = one.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += i == j ? 0 : Math.abs(one[i][j] - other[i][j]);
      }
    }
    return sum / (n * (n - 1.0));
  }

  /** Sum over ordered pairs of the entropy of having that edge, nats. */
  static double entropy(double[][] edges) {
    double sum = 0;
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        sum += i == j ? 0 : term(edges[i][j]) + term(1 - edges[i][j]);
      }
    }
    return sum;
  }

  private static double term(double probability) {
    return probability > 0 ? -probability * StrictMath.log(probability) : 0;
  }
}
