// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.models.discovery.enco.EncoSettings;
import dev.sluice.models.graph.Dag;

/** Numbers that tell of beliefs in edges, and of graphs that may have cycles. */
final class BeliefMetrics {

  private BeliefMetrics() {}

  /** The sum of the entropies of all ordered pairs, nats. */
  static double entropy(double[][] edges) {
    double sum = 0;
    for (int i = 0; i < edges.length; i++) {
      for (int j = 0; j < edges.length; j++) {
        sum -= i == j ? 0 : term(edges[i][j]) + term(1 - edges[i][j]);
      }
    }
    return sum;
  }

  private static double term(double probability) {
    return probability > 0 ? probability * StrictMath.log(probability) : 0;
  }

  /** Unordered pairs that are joined differently, edges in both directions being one way. */
  static int shd(boolean[][] graph, Dag truth) {
    int distance = 0;
    for (int i = 0; i < graph.length; i++) {
      for (int j = i + 1; j < graph.length; j++) {
        if (graph[i][j] != truth.hasEdge(i, j) || graph[j][i] != truth.hasEdge(j, i)) {
          distance++;
        }
      }
    }
    return distance;
  }

  /** Whether a score says that a pair has a latent common cause. */
  static boolean isConfounded(double score) {
    return score >= EncoSettings.CONFOUNDED;
  }
}
