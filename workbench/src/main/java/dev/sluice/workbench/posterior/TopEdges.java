// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The most probable edges of a posterior over more variables than a table has room for. */
final class TopEdges {
  private static final int MOST = 20;

  private record Edge(String from, String to, double probability) {}

  private TopEdges() {}

  /** One line for each, the most probable first; of equal ones in the order of the declaration. */
  static List<String> lines(PosteriorSnapshot snapshot) {
    List<String> names = snapshot.getVariables();
    List<Edge> edges = new ArrayList<>();
    for (int from = 0; from < names.size(); from++) {
      for (int to = 0; to < names.size(); to++) {
        if (from != to) {
          double probability = snapshot.getEdges().get(from).get(to);
          edges.add(new Edge(names.get(from), names.get(to), probability));
        }
      }
    }
    return edges.stream()
        .sorted(Comparator.comparingDouble(Edge::probability).reversed())
        .limit(MOST)
        .map(edge -> "  " + edge.from + " -> " + edge.to + " " + digits(edge))
        .toList();
  }

  private static String digits(Edge edge) {
    return EdgeMatrix.digits(edge.probability);
  }
}
