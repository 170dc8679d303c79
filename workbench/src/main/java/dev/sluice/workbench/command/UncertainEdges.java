// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The edges that a method is least sure of, one by one: it may believe in both of a pair. */
public final class UncertainEdges {
  /** Beliefs nearer to 0 or 1 than this are settled. */
  private static final double SETTLED = 0.05;

  private final List<String> names;
  private final List<List<Double>> beliefs;

  /** Beliefs that pairs are joined, and how; null where they are not told apart. */
  private final List<List<Double>> existence;

  private final List<List<Double>> orientation;

  private record Edge(int from, int to, double belief) {
    /** How far it is from a half. */
    double certainty() {
      return Math.abs(belief - 0.5);
    }
  }

  private UncertainEdges(
      List<String> names,
      List<List<Double>> beliefs,
      List<List<Double>> existence,
      List<List<Double>> orientation) {
    this.names = names;
    this.beliefs = beliefs;
    this.existence = existence;
    this.orientation = orientation;
  }

  /**
   * A heading and one line for each, the least certain first.
   *
   * @param names of the variables
   * @param beliefs [i][j] in i -> j
   * @param existence [i][j] that they are joined; may be null
   * @param orientation [i][j] that this way, if they are; may be null
   * @param limit most edges
   */
  public static List<String> lines(
      List<String> names,
      List<List<Double>> beliefs,
      List<List<Double>> existence,
      List<List<Double>> orientation,
      int limit) {
    List<String> edges = new UncertainEdges(names, beliefs, existence, orientation).lines(limit);
    List<String> lines = new ArrayList<>();
    lines.add(
        edges.isEmpty()
            ? "every belief is within " + SETTLED + " of 0 or 1"
            : "least certain edges");
    lines.addAll(edges);
    return lines;
  }

  private List<String> lines(int limit) {
    List<Edge> edges = new ArrayList<>();
    for (int from = 0; from < names.size(); from++) {
      for (int to = 0; to < names.size(); to++) {
        if (from != to) {
          edges.add(new Edge(from, to, beliefs.get(from).get(to)));
        }
      }
    }
    return edges.stream()
        .filter(edge -> edge.certainty() < 0.5 - SETTLED)
        .sorted(Comparator.comparingDouble(Edge::certainty))
        .limit(limit)
        .map(this::line)
        .toList();
  }

  private String line(Edge edge) {
    String line =
        "  %s -> %s %s"
            .formatted(names.get(edge.from), names.get(edge.to), EdgeMatrix.digits(edge.belief));
    return existence == null || orientation == null
        ? line
        : "%s   joined %s, this way %s".formatted(line, of(existence, edge), of(orientation, edge));
  }

  private static String of(List<List<Double>> matrix, Edge edge) {
    return EdgeMatrix.digits(matrix.get(edge.from).get(edge.to));
  }
}
