// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import dev.sluice.models.graph.EssentialGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A graph with the probabilities of its edges, and where it comes from.
 *
 * @param experimentId the experiment
 * @param kind which graph it is
 * @param method that found it
 * @param samples that it rests upon
 * @param asOf latest drawnAt among them, milliseconds since 1970-01-01T00:00:00Z
 * @param converged whether a sampled posterior has; null if it was not sampled
 * @param variables the nodes
 * @param edges by position of the variable they begin at, then of that where they end
 */
record ExportedGraph(
    String experimentId,
    GraphKind kind,
    String method,
    long samples,
    long asOf,
    Boolean converged,
    List<String> variables,
    List<GraphEdge> edges) {

  /** The arrows of a graph, d x d: [i][j] says i -> j. */
  static List<GraphEdge> arrows(boolean[][] graph, double[][] probabilities) {
    List<GraphEdge> edges = new ArrayList<>();
    for (int i = 0; i < graph.length; i++) {
      for (int j = 0; j < graph.length; j++) {
        if (graph[i][j]) {
          edges.add(edge(i, j, true, probabilities));
        }
      }
    }
    return edges;
  }

  /** The arrows and lines of a graph. */
  static List<GraphEdge> edges(EssentialGraph graph, double[][] probabilities) {
    List<GraphEdge> edges = new ArrayList<>();
    for (int i = 0; i < graph.nodes(); i++) {
      for (int j = 0; j < graph.nodes(); j++) {
        if (graph.hasArrow(i, j) || (i < j && graph.hasLine(i, j))) {
          edges.add(edge(i, j, graph.hasArrow(i, j), probabilities));
        }
      }
    }
    return edges;
  }

  private static GraphEdge edge(int i, int j, boolean directed, double[][] probabilities) {
    return new GraphEdge(i, j, directed, probabilities[i][j], probabilities[j][i]);
  }

  /** What it is, in one line. */
  String title() {
    return "%s: %s, %s, %,d samples%s"
        .formatted(
            experimentId,
            word(kind.name()),
            word(method),
            samples,
            Boolean.FALSE.equals(converged) ? ", not converged" : "");
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
