// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * What a method believes of a graph: N x N matrices, row i, column j for i -> j; the diagonal is 0.
 *
 * @param edges belief in i -> j
 * @param existence belief that i and j are joined by i -> j once its direction is granted; null
 *     where the method does not tell it apart
 * @param orientation belief that an edge between i and j runs from i to j; null where the method
 *     does not tell it apart
 * @param graph predicted edges, which may form cycles
 * @param acyclic predicted edges without cycles
 * @param confounded symmetric: scores of latent common causes; null where they are not asked for
 * @param targets by intervention of the data that was trained on: belief that each variable is a
 *     target; null where targets are known
 */
public record EdgeBeliefs(
    double[][] edges,
    double[][] existence,
    double[][] orientation,
    boolean[][] graph,
    boolean[][] acyclic,
    double[][] confounded,
    double[][] targets) {

  /**
   * Of a method that has a belief in each direction of an edge by itself: edges above 1/2 are
   * predicted, and of two directions that is the likelier whose share in their sum is larger.
   *
   * @param targets as of this record
   */
  public static EdgeBeliefs ofDirections(double[][] edges, double[][] targets) {
    int n = edges.length;
    boolean[][] graph = new boolean[n][n];
    double[][] share = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double both = edges[i][j] + edges[j][i];
        share[i][j] = both > 0 ? edges[i][j] / both : 0.5;
        graph[i][j] = edges[i][j] > 0.5;
      }
    }
    return new EdgeBeliefs(edges, null, null, graph, AcyclicGraph.of(graph, share), null, targets);
  }
}
