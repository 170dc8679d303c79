// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A directed acyclic graph over the nodes 0..d-1, d at most {@value #MAX_NODES}. Immutable.
 *
 * <p>Kept as the set of parents of each node: j in {@code parents(i)} says j -> i.
 */
public final class Dag {
  /** The largest number of nodes: one for each variable. */
  public static final int MAX_NODES = Domain.MAX_VARIABLES;

  private final VariableSet[] parents;

  private Dag(VariableSet[] parents) {
    this.parents = parents;
  }

  /** The graph without edges over {@code nodes} nodes. */
  public static Dag empty(int nodes) {
    checkSize(nodes);
    return new Dag(VariableSet.noneOf(nodes));
  }

  /**
   * The graph in which {@code parents[i]} is the bit mask of the parents of node i, of at most 63.
   *
   * @throws IllegalArgumentException if a mask names a node that is not there, or there is a cycle
   */
  public static Dag ofParents(long... parents) {
    return ofParents(VariableSet.ofMasks(parents));
  }

  /**
   * The graph in which {@code parents[i]} are the parents of node i.
   *
   * @throws IllegalArgumentException if a set names a node that is not there, or there is a cycle
   */
  public static Dag ofParents(VariableSet[] parents) {
    checkSize(parents.length);
    for (int node = 0; node < parents.length; node++) {
      if (parents[node].length() > parents.length) {
        throw new IllegalArgumentException(
            "parents of node %d: no such node among %d nodes: %s"
                .formatted(node, parents.length, parents[node]));
      }
    }
    boolean[] cyclic = Cycles.unremovable(parents);
    for (int node = 0; node < parents.length; node++) {
      if (cyclic[node]) {
        throw new IllegalArgumentException(
            "edges form the cycle " + Cycles.describe(parents, cyclic, node));
      }
    }
    return new Dag(parents.clone());
  }

  /**
   * The graph with the given edges, each an array {from, to}; an edge given twice counts once.
   *
   * @throws IllegalArgumentException if an edge names a node that is not there, or there is a cycle
   */
  public static Dag ofEdges(int nodes, int[][] edges) {
    checkSize(nodes);
    boolean[][] adjacency = new boolean[nodes][nodes];
    for (int[] edge : edges) {
      if (edge.length != 2) {
        throw new IllegalArgumentException(
            "an edge is {from, to}, not an array of length " + edge.length);
      }
      checkNode(edge[0], nodes);
      checkNode(edge[1], nodes);
      adjacency[edge[0]][edge[1]] = true;
    }
    return ofAdjacency(adjacency);
  }

  /**
   * The graph of an adjacency matrix.
   *
   * @param adjacency d x d: [i][j] says i -> j
   * @throws IllegalArgumentException if there is a cycle
   */
  public static Dag ofAdjacency(boolean[][] adjacency) {
    VariableSet[] parents = new VariableSet[adjacency.length];
    for (int node = 0; node < parents.length; node++) {
      int to = node;
      parents[node] =
          VariableSet.of(
              IntStream.range(0, parents.length).filter(from -> adjacency[from][to]).toArray());
    }
    return ofParents(parents);
  }

  /** Whether the sets of parents (j in {@code parents[i]}: j -> i) are free of cycles. */
  public static boolean isAcyclic(VariableSet[] parents) {
    for (boolean left : Cycles.unremovable(parents)) {
      if (left) {
        return false;
      }
    }
    return true;
  }

  /** The same of up to 64 nodes, whose parents are bits. */
  public static boolean isAcyclic(long[] parents) {
    return Cycles.unremovable(parents) == 0;
  }

  /** The number of nodes d. */
  public int nodes() {
    return parents.length;
  }

  /** The parents of {@code node}. */
  public VariableSet parents(int node) {
    return parents[node];
  }

  /** Whether the edge {@code from} -> {@code to} is there. */
  public boolean hasEdge(int from, int to) {
    checkNode(from, nodes());
    return parents[to].contains(from);
  }

  /** The number of edges. */
  public int edgeCount() {
    return Arrays.stream(parents).mapToInt(VariableSet::size).sum();
  }

  /** The edges as arrays {from, to}, sorted by from, then by to. */
  public int[][] edges() {
    int[][] edges = new int[edgeCount()][];
    int filled = 0;
    for (int from = 0; from < nodes(); from++) {
      for (int to = 0; to < nodes(); to++) {
        if (hasEdge(from, to)) {
          edges[filled++] = new int[] {from, to};
        }
      }
    }
    return edges;
  }

  /** d x d: [i][j] says i -> j. */
  public boolean[][] adjacency() {
    boolean[][] adjacency = new boolean[nodes()][nodes()];
    for (int[] edge : edges()) {
      adjacency[edge[0]][edge[1]] = true;
    }
    return adjacency;
  }

  /** The nodes, parents before children; of several candidates the smallest node comes first. */
  public int[] topologicalOrder() {
    int[] order = new int[nodes()];
    boolean[] placed = new boolean[nodes()];
    for (int position = 0; position < order.length; position++) {
      int node = 0;
      while (placed[node] || !all(parents[node], placed)) {
        node++;
      }
      order[position] = node;
      placed[node] = true;
    }
    return order;
  }

  private static boolean all(VariableSet nodes, boolean[] placed) {
    for (int node : nodes.members()) {
      if (!placed[node]) {
        return false;
      }
    }
    return true;
  }

  /** By node, its ancestors, itself among them. */
  public VariableSet[] ancestorSets() {
    VariableSet[] closure = new VariableSet[nodes()];
    for (int node : topologicalOrder()) {
      closure[node] = VariableSet.of(node);
      for (int parent : parents[node].members()) {
        closure[node] = closure[node].union(closure[parent]);
      }
    }
    return closure;
  }

  /** d x d: [i][j] says there is a directed path from i to j; the diagonal is true. */
  public boolean[][] ancestors() {
    VariableSet[] closure = ancestorSets();
    boolean[][] ancestors = new boolean[nodes()][nodes()];
    for (int i = 0; i < nodes(); i++) {
      for (int j = 0; j < nodes(); j++) {
        ancestors[i][j] = closure[j].contains(i);
      }
    }
    return ancestors;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Dag dag && Arrays.equals(parents, dag.parents);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parents);
  }

  /** For instance {@code Dag(3; 0->1, 1->2)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Dag(").append(nodes());
    String separator = "; ";
    for (int[] edge : edges()) {
      text.append(separator).append(edge[0]).append("->").append(edge[1]);
      separator = ", ";
    }
    return text.append(')').toString();
  }

  private static void checkSize(int nodes) {
    if (nodes < 0 || nodes > MAX_NODES) {
      throw new IllegalArgumentException("nodes must be 0 to " + MAX_NODES + ": " + nodes);
    }
  }

  private static void checkNode(int node, int nodes) {
    if (node < 0 || node >= nodes) {
      throw new IllegalArgumentException("no node %d among %d nodes".formatted(node, nodes));
    }
  }
}
