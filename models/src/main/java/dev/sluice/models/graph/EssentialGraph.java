// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import dev.sluice.models.domain.VariableSet;
import java.util.Collection;
import java.util.List;

/**
 * What data can tell of a graph: all graphs that no distribution under the given interventions
 * tells apart from it, as one graph with arrows where all of them agree and lines where they do
 * not. Without interventions the completed partially directed acyclic graph (CPDAG), with them the
 * interventional essential graph. Hauser and Buhlmann 2012, definition 13 and theorem 18.
 * Immutable.
 */
public final class EssentialGraph {
  private final boolean[][] edges;

  private EssentialGraph(boolean[][] edges) {
    this.edges = edges;
  }

  /** That of observation alone: the CPDAG. */
  public static EssentialGraph of(Dag graph) {
    return of(graph, List.of(VariableSet.EMPTY));
  }

  /**
   * That of a family of interventions, by their algorithm 1: arrows become lines as long as one is
   * not strongly protected.
   *
   * @param targets of the interventions, each of known targets; {@link VariableSet#EMPTY} for
   *     observation
   * @throws IllegalArgumentException if some node is a target of every intervention: then nothing
   *     is known of its mechanism, and graphs are told apart no more as the theory has it
   */
  public static EssentialGraph of(Dag graph, Collection<VariableSet> targets) {
    checkConservative(graph.nodes(), targets);
    boolean[][] edges = graph.adjacency();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] arrow : graph.edges()) {
        int from = arrow[0];
        int to = arrow[1];
        if (!edges[to][from]
            && !isCut(from, to, targets)
            && !isProtectedByOthers(edges, from, to)) {
          edges[to][from] = true;
          changed = true;
        }
      }
    }
    return new EssentialGraph(edges);
  }

  private static void checkConservative(int nodes, Collection<VariableSet> targets) {
    for (int node = 0; node < nodes; node++) {
      int of = node;
      if (targets.stream().allMatch(set -> set.contains(of))) {
        throw new IllegalArgumentException(
            "node %d is a target of every intervention".formatted(node));
      }
    }
  }

  /** Whether an intervention has one end of the edge among its targets and not the other. */
  private static boolean isCut(int from, int to, Collection<VariableSet> targets) {
    return targets.stream().anyMatch(set -> set.contains(from) != set.contains(to));
  }

  /** The configurations (a) to (d) of figure 2, in which from -> to is needed by other edges. */
  private static boolean isProtectedByOthers(boolean[][] edges, int from, int to) {
    for (int c = 0; c < edges.length; c++) {
      if (c == from || c == to) {
        continue;
      }
      boolean intoFrom = isArrow(edges, c, from) && !isAdjacent(edges, c, to);
      boolean collider = isArrow(edges, c, to) && !isAdjacent(edges, c, from);
      boolean between = isArrow(edges, from, c) && isArrow(edges, c, to);
      if (intoFrom || collider || between || isKite(edges, from, to, c)) {
        return true;
      }
    }
    return false;
  }

  /** Whether from - c -> to and from - other -> to, where c and the other are not joined. */
  private static boolean isKite(boolean[][] edges, int from, int to, int c) {
    if (!isLine(edges, from, c) || !isArrow(edges, c, to)) {
      return false;
    }
    for (int other = c + 1; other < edges.length; other++) {
      if (isLine(edges, from, other) && isArrow(edges, other, to) && !isAdjacent(edges, c, other)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isArrow(boolean[][] edges, int from, int to) {
    return edges[from][to] && !edges[to][from];
  }

  private static boolean isLine(boolean[][] edges, int one, int other) {
    return edges[one][other] && edges[other][one];
  }

  private static boolean isAdjacent(boolean[][] edges, int one, int other) {
    return edges[one][other] || edges[other][one];
  }

  /** The number of nodes d. */
  public int nodes() {
    return edges.length;
  }

  /** Whether all graphs that cannot be told apart have the edge {@code from} -> {@code to}. */
  public boolean hasArrow(int from, int to) {
    return isArrow(edges, from, to);
  }

  /** Whether all of them join the two, some this way, some that. */
  public boolean hasLine(int one, int other) {
    return isLine(edges, one, other);
  }
}
