// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/**
 * Graphs as one array of longs: by node, the words of its parents' bit mask one after the other.
 */
final class ParentWords {
  private ParentWords() {}

  /** The words of the mask of one node. */
  static int words(int nodes) {
    return (nodes + Long.SIZE - 1) / Long.SIZE;
  }

  /** A graph as words. */
  static long[] of(VariableSet[] parents) {
    int words = words(parents.length);
    long[] graph = new long[parents.length * words];
    for (int node = 0; node < parents.length; node++) {
      long[] own = parents[node].words();
      System.arraycopy(own, 0, graph, node * words, own.length);
    }
    return graph;
  }

  /** By node, its parents. */
  static VariableSet[] sets(long[] graph, int nodes) {
    int words = words(nodes);
    VariableSet[] parents = new VariableSet[nodes];
    for (int node = 0; node < nodes; node++) {
      parents[node] = new VariableSet(Arrays.copyOfRange(graph, node * words, (node + 1) * words));
    }
    return parents;
  }

  /** Whether {@code other} is in the set of {@code node}. */
  static boolean has(long[] graph, int words, int node, int other) {
    return (graph[node * words + (other >> 6)] >>> other & 1) != 0;
  }

  /** Puts {@code other} into the set of {@code node}, or takes it out. */
  static void toggle(long[] graph, int words, int node, int other) {
    graph[node * words + (other >> 6)] ^= 1L << other;
  }
}
