// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The most probable edges of more variables than a table has room for. */
public final class TopEdges {
  private static final int MOST = 20;

  private record Edge(String from, String to, double probability) {}

  private TopEdges() {}

  /** One line for each, the most probable first; of equal ones in the order of the declaration. */
  public static List<String> lines(List<String> names, List<List<Double>> probabilities) {
    List<Edge> edges = new ArrayList<>();
    for (int from = 0; from < names.size(); from++) {
      for (int to = 0; to < names.size(); to++) {
        if (from != to) {
          double probability = probabilities.get(from).get(to);
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
