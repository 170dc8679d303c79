// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import java.util.Arrays;

/**
 * A directed acyclic graph over the nodes 0..d-1, d at most {@value #MAX_NODES}. Immutable.
 *
 * <p>Kept as one bit mask of parents per node: bit j of {@code parents(i)} says j -> i.
 */
public final class Dag {
  /** The largest number of nodes: one bit of a long per node, the sign bit unused. */
  public static final int MAX_NODES = 63;

  private final long[] parents;

  private Dag(long[] parents) {
    this.parents = parents;
  }

  /** The graph without edges over {@code nodes} nodes. */
  public static Dag empty(int nodes) {
    checkSize(nodes);
    return new Dag(new long[nodes]);
  }

  /**
   * The graph in which {@code parents[i]} is the bit mask of the parents of node i.
   *
   * @throws IllegalArgumentException if a mask names a node that is not there, or there is a cycle
   */
  public static Dag ofParents(long... parents) {
    checkSize(parents.length);
    for (int node = 0; node < parents.length; node++) {
      if ((parents[node] & ~everyNode(parents.length)) != 0) {
        throw new IllegalArgumentException(
            "parents of node %d: no such node among %d nodes: mask %s"
                .formatted(node, parents.length, Long.toBinaryString(parents[node])));
      }
    }
    long cyclic = unremovable(parents);
    if (cyclic != 0) {
      throw new IllegalArgumentException("edges form the cycle " + describeCycle(parents, cyclic));
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
    long[] parents = new long[nodes];
    for (int[] edge : edges) {
      if (edge.length != 2) {
        throw new IllegalArgumentException(
            "an edge is {from, to}, not an array of length " + edge.length);
      }
      checkNode(edge[0], nodes);
      checkNode(edge[1], nodes);
      parents[edge[1]] |= 1L << edge[0];
    }
    return ofParents(parents);
  }

  /** Whether the parent masks (bit j of {@code parents[i]}: j -> i) are free of cycles. */
  public static boolean isAcyclic(long[] parents) {
    return unremovable(parents) == 0;
  }

  /** The number of nodes d. */
  public int nodes() {
    return parents.length;
  }

  /** The bit mask of the parents of {@code node}. */
  public long parents(int node) {
    return parents[node];
  }

  /** Whether the edge {@code from} -> {@code to} is there. */
  public boolean hasEdge(int from, int to) {
    checkNode(from, nodes());
    return (parents[to] >>> from & 1) != 0;
  }

  /** The number of edges. */
  public int edgeCount() {
    return Arrays.stream(parents).mapToInt(Long::bitCount).sum();
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
    long placed = 0;
    for (int position = 0; position < order.length; position++) {
      int node = 0;
      while ((placed >>> node & 1) != 0 || (parents[node] & ~placed) != 0) {
        node++;
      }
      order[position] = node;
      placed |= 1L << node;
    }
    return order;
  }

  /** d x d: [i][j] says there is a directed path from i to j; the diagonal is true. */
  public boolean[][] ancestors() {
    long[] closure = new long[nodes()];
    for (int node : topologicalOrder()) {
      closure[node] = 1L << node;
      for (long rest = parents[node]; rest != 0; rest &= rest - 1) {
        closure[node] |= closure[Long.numberOfTrailingZeros(rest)];
      }
    }
    boolean[][] ancestors = new boolean[nodes()][nodes()];
    for (int i = 0; i < nodes(); i++) {
      for (int j = 0; j < nodes(); j++) {
        ancestors[i][j] = (closure[j] >>> i & 1) != 0;
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

  /** What is left after taking away, again and again, the nodes without parents: 0 if acyclic. */
  private static long unremovable(long[] parents) {
    long left = everyNode(parents.length);
    boolean removed = true;
    while (removed) {
      removed = false;
      for (int node = 0; node < parents.length; node++) {
        if ((left >>> node & 1) != 0 && (parents[node] & left) == 0) {
          left &= ~(1L << node);
          removed = true;
        }
      }
    }
    return left;
  }

  /**
   * Walks from parent to parent inside {@code cyclic} (every node there has one) until a repeat.
   */
  private static String describeCycle(long[] parents, long cyclic) {
    int node = Long.numberOfTrailingZeros(cyclic);
    for (long seen = 0; (seen >>> node & 1) == 0; ) {
      seen |= 1L << node;
      node = Long.numberOfTrailingZeros(parents[node] & cyclic);
    }
    StringBuilder text = new StringBuilder().append(node);
    int walker = node;
    do {
      walker = Long.numberOfTrailingZeros(parents[walker] & cyclic);
      text.insert(0, walker + "->");
    } while (walker != node);
    return text.toString();
  }

  private static long everyNode(int nodes) {
    return (1L << nodes) - 1;
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
