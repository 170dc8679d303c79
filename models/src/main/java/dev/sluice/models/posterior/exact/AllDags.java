// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.graph.Dag;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every directed acyclic graph over up to {@value #MAX_NODES} nodes, in a fixed order: ascending by
 * the parent masks of node 0, then of node 1, and so on; so the graph without edges comes first.
 */
final class AllDags {
  static final int MAX_NODES = 5;

  private static final Map<Integer, AllDags> BY_NODES = new ConcurrentHashMap<>();

  private final int nodes;
  private final long[] chosen;
  private byte[] parents = {};
  private int[] edges = new int[16];
  private int[] ancestors = new int[16];
  private int size;

  private AllDags(int nodes) {
    this.nodes = nodes;
    chosen = new long[nodes];
    choose(0);
    parents = Arrays.copyOf(parents, size * nodes);
    edges = Arrays.copyOf(edges, size);
    ancestors = Arrays.copyOf(ancestors, size);
  }

  /** The graphs over {@code nodes} nodes; made once, when first asked for. */
  static AllDags of(int nodes) {
    return BY_NODES.computeIfAbsent(nodes, AllDags::new);
  }

  /** How many there are. */
  int size() {
    return size;
  }

  Dag graph(int number) {
    long[] masks = new long[nodes];
    for (int node = 0; node < nodes; node++) {
      masks[node] = parents(number, node);
    }
    return Dag.ofParents(masks);
  }

  /** The bit mask of the parents of {@code node}. */
  int parents(int number, int node) {
    return parents[number * nodes + node];
  }

  /** The edges as bits, that of i -> j being bit i d + j. */
  int edges(int number) {
    return edges[number];
  }

  /** Which nodes have directed paths to which, in the same form; every node to itself. */
  int ancestors(int number) {
    return ancestors[number];
  }

  private void choose(int node) {
    if (node == nodes) {
      append();
      return;
    }
    for (int mask = 0; mask < 1 << nodes; mask++) {
      chosen[node] = mask;
      if (Dag.isAcyclic(chosen)) {
        choose(node + 1);
      }
    }
    chosen[node] = 0;
  }

  private void append() {
    if (size == edges.length) {
      edges = Arrays.copyOf(edges, 2 * size);
      ancestors = Arrays.copyOf(ancestors, 2 * size);
    }
    if (parents.length < (size + 1) * nodes) {
      parents = Arrays.copyOf(parents, edges.length * nodes);
    }
    Dag graph = Dag.ofParents(chosen);
    for (int node = 0; node < nodes; node++) {
      parents[size * nodes + node] = (byte) chosen[node];
    }
    edges[size] = bits(graph.adjacency());
    ancestors[size] = bits(graph.ancestors());
    size++;
  }

  private int bits(boolean[][] matrix) {
    int bits = 0;
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        if (matrix[i][j]) {
          bits |= 1 << (i * nodes + j);
        }
      }
    }
    return bits;
  }
}
