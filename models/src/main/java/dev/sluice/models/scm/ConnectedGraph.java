// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Random graphs whose edges go from earlier to later nodes, made connected, as the code of Lippe et
 * al. (ICLR 2022) draws them: every pair is joined with the same probability; a node without edges
 * gets one to or from a random other; parents beyond a limit are dropped at random; then parts that
 * hang together are joined, an edge at a time between a random node of those reached from node 0
 * and a random other.
 *
 * <p>There such a joining edge may give a node more parents than the limit; here that pair is drawn
 * again. A pair that will do always exists: the first node of another part has no parents.
 */
final class ConnectedGraph {
  private final UniformRandomProvider random;
  private final int maxParents;

  /** {@code [from][to]}. */
  private final boolean[][] edges;

  private ConnectedGraph(int nodes, int maxParents, UniformRandomProvider random) {
    this.random = random;
    this.maxParents = maxParents;
    this.edges = new boolean[nodes][nodes];
  }

  /**
   * One graph.
   *
   * @param probability of each pair
   * @param maxParents at least 1
   * @return {@code [from][to]}
   */
  static boolean[][] draw(
      int nodes, double probability, int maxParents, UniformRandomProvider random) {
    ConnectedGraph graph = new ConnectedGraph(nodes, maxParents, random);
    if (nodes > 1) {
      graph.joinPairs(probability);
      graph.joinIsolated();
      graph.dropParents();
      graph.connect();
    }
    return graph.edges;
  }

  private void joinPairs(double probability) {
    for (int to = 1; to < edges.length; to++) {
      for (int from = 0; from < to; from++) {
        edges[from][to] = random.nextDouble() < probability;
      }
    }
  }

  private void joinIsolated() {
    for (int node = 0; node < edges.length; node++) {
      if (children(node) == 0 && parents(node) == 0) {
        int other = random.nextInt(edges.length - 1);
        join(node, other < node ? other : other + 1);
      }
    }
  }

  private void dropParents() {
    for (int node = 0; node < edges.length; node++) {
      int[] order = PermutationSampler.natural(edges.length);
      PermutationSampler.shuffle(random, order);
      int beyond = parents(node) - maxParents;
      for (int i = 0; beyond > 0; i++) {
        if (edges[order[i]][node]) {
          edges[order[i]][node] = false;
          beyond--;
        }
      }
    }
  }

  private void connect() {
    boolean[] reached = new boolean[edges.length];
    reach(0, reached);
    while (count(reached) < edges.length) {
      int inside = any(reached, true);
      int outside = any(reached, false);
      if (parents(Math.max(inside, outside)) < maxParents) {
        join(inside, outside);
        reach(outside, reached);
      }
    }
  }

  /** Marks a node and all that hangs together with it, whichever way edges go. */
  private void reach(int start, boolean[] reached) {
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.add(start);
    reached[start] = true;
    while (!waiting.isEmpty()) {
      int node = waiting.remove();
      for (int other = 0; other < edges.length; other++) {
        if (!reached[other] && (edges[node][other] || edges[other][node])) {
          reached[other] = true;
          waiting.add(other);
        }
      }
    }
  }

  /** A random node among those that are, or are not, reached. */
  private int any(boolean[] reached, boolean inside) {
    int nodes = inside ? count(reached) : reached.length - count(reached);
    int rank = random.nextInt(nodes);
    int node = -1;
    while (rank >= 0) {
      node++;
      rank -= reached[node] == inside ? 1 : 0;
    }
    return node;
  }

  private void join(int one, int other) {
    edges[Math.min(one, other)][Math.max(one, other)] = true;
  }

  private int children(int node) {
    return count(edges[node]);
  }

  private int parents(int node) {
    int parents = 0;
    for (boolean[] from : edges) {
      parents += from[node] ? 1 : 0;
    }
    return parents;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
