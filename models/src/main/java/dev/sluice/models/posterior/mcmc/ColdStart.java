// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Graphs that are far from each other, for chains to start from: if these forget where they came
 * from, they agree. The first has the required edges alone; each other follows an order of its own
 * in which it adds, node by node, the best edges as long as there are good ones.
 */
final class ColdStart {
  private ColdStart() {}

  /**
   * A start.
   *
   * @param required by node, the parents it must have
   * @param chain its number, from 0
   * @param random for the order
   */
  static VariableSet[] of(
      MoveRows rows, VariableSet[] required, int chain, UniformRandomProvider random) {
    VariableSet[] graph = required.clone();
    if (chain > 0) {
      int[] order = order(required, random);
      for (int place = 0; place < order.length; place++) {
        long[] before = before(order, place);
        graph[order[place]] = greedy(rows, order[place], required[order[place]], before);
      }
    }
    return graph;
  }

  /** The nodes, required parents before children, else at random. */
  private static int[] order(VariableSet[] required, UniformRandomProvider random) {
    int nodes = required.length;
    int[] order = new int[nodes];
    boolean[] placed = new boolean[nodes];
    int[] free = new int[nodes];
    for (int place = 0; place < nodes; place++) {
      int count = 0;
      for (int node = 0; node < nodes; node++) {
        if (!placed[node] && all(required[node], placed)) {
          free[count++] = node;
        }
      }
      order[place] = free[random.nextInt(count)];
      placed[order[place]] = true;
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

  private static long[] before(int[] order, int place) {
    long[] set = new long[ParentWords.words(order.length)];
    for (int earlier = 0; earlier < place; earlier++) {
      ParentWords.toggle(set, set.length, 0, order[earlier]);
    }
    return set;
  }

  /** The parents of a node among those before it, each the best one to add, none that worsens. */
  private static VariableSet greedy(
      MoveRows rows, int node, VariableSet required, long[] candidates) {
    long[] parents = new long[candidates.length];
    long[] first = required.words();
    System.arraycopy(first, 0, parents, 0, first.length);
    while (true) {
      double[] gains = rows.of(node, parents, 0).gains();
      int best = -1;
      for (int other = 0; other < gains.length; other++) {
        boolean may =
            ParentWords.has(candidates, candidates.length, 0, other)
                && !ParentWords.has(parents, parents.length, 0, other);
        if (may && gains[other] > (best < 0 ? 0 : gains[best])) {
          best = other;
        }
      }
      if (best < 0) {
        return new VariableSet(parents);
      }
      ParentWords.toggle(parents, parents.length, 0, best);
    }
  }
}
