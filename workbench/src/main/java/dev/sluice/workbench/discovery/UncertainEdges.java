// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.workbench.command.EdgeMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The edges that a method is least sure of, one by one: it may believe in both of a pair. */
final class UncertainEdges {
  /** Beliefs nearer to 0 or 1 than this are settled. */
  static final double SETTLED = 0.05;

  private final DiscoverySnapshot snapshot;

  private record Edge(int from, int to, double belief) {
    /** How far it is from a half. */
    double certainty() {
      return Math.abs(belief - 0.5);
    }
  }

  private UncertainEdges(DiscoverySnapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** One line for each, the least certain first; none if all are settled. */
  static List<String> lines(DiscoverySnapshot snapshot, int limit) {
    return new UncertainEdges(snapshot).lines(limit);
  }

  private List<String> lines(int limit) {
    int n = snapshot.getVariables().size();
    List<Edge> edges = new ArrayList<>();
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        if (from != to) {
          edges.add(new Edge(from, to, snapshot.getEdges().get(from).get(to)));
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
        "  %s -> %s %s".formatted(name(edge.from), name(edge.to), EdgeMatrix.digits(edge.belief));
    return snapshot.getExistence() == null || snapshot.getOrientation() == null
        ? line
        : "%s   joined %s, this way %s"
            .formatted(
                line, of(snapshot.getExistence(), edge), of(snapshot.getOrientation(), edge));
  }

  private String name(int variable) {
    return snapshot.getVariables().get(variable);
  }

  private static String of(List<List<Double>> matrix, Edge edge) {
    return EdgeMatrix.digits(matrix.get(edge.from).get(edge.to));
  }
}
