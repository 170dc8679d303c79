// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/** Cycles among sets of parents (j in {@code parents[i]}: j -> i). */
final class Cycles {

  private Cycles() {}

  /** Which nodes are left after taking away, again and again, those without parents. */
  static boolean[] unremovable(VariableSet[] parents) {
    boolean[] left = new boolean[parents.length];
    Arrays.fill(left, true);
    boolean removed = true;
    while (removed) {
      removed = false;
      for (int node = 0; node < parents.length; node++) {
        if (left[node] && firstIn(left, parents[node]) < 0) {
          left[node] = false;
          removed = true;
        }
      }
    }
    return left;
  }

  /** The same of up to 64 nodes, whose parents are bits, as bits. */
  static long unremovable(long[] parents) {
    long left = parents.length == Long.SIZE ? -1 : (1L << parents.length) - 1;
    long before = 0;
    while (left != before) {
      before = left;
      for (long rest = left; rest != 0; rest &= rest - 1) {
        int node = Long.numberOfTrailingZeros(rest);
        if ((parents[node] & left) == 0) {
          left &= ~(1L << node);
        }
      }
    }
    return left;
  }

  private static int firstIn(boolean[] nodes, VariableSet candidates) {
    for (int candidate : candidates.members()) {
      if (nodes[candidate]) {
        return candidate;
      }
    }
    return -1;
  }

  /**
   * Walks from parent to parent inside {@code cyclic} (every node there has one) until a repeat.
   */
  static String describe(VariableSet[] parents, boolean[] cyclic, int start) {
    int node = start;
    boolean[] seen = new boolean[parents.length];
    while (!seen[node]) {
      seen[node] = true;
      node = firstIn(cyclic, parents[node]);
    }
    StringBuilder text = new StringBuilder().append(node);
    int walker = node;
    do {
      walker = firstIn(cyclic, parents[walker]);
      text.insert(0, walker + "->");
    } while (walker != node);
    return text.toString();
  }
}
