// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/** Who is below whom in a graph that changes, by words of bit masks. */
final class Descendants {
  private final int nodes;
  private final int words;

  /** By node, the words of its children. */
  private final long[] children;

  private final long[] below;
  private final long[] pending;

  Descendants(int nodes) {
    this.nodes = nodes;
    words = (nodes + Long.SIZE - 1) / Long.SIZE;
    children = new long[nodes * words];
    below = new long[words];
    pending = new long[words];
  }

  /** Reads a graph. */
  void of(VariableSet[] parents) {
    Arrays.fill(children, 0);
    for (int node = 0; node < nodes; node++) {
      give(node, parents[node]);
    }
  }

  /** A node without parents gets some. */
  void give(int node, VariableSet parents) {
    for (int parent : parents.members()) {
      children[parent * words + node / Long.SIZE] |= 1L << node;
    }
  }

  /** The first {@code size} of some nodes lose all parents, whatever they are. */
  void orphan(int[] orphans, int size) {
    Arrays.fill(pending, -1);
    for (int k = 0; k < size; k++) {
      pending[orphans[k] / Long.SIZE] &= ~(1L << orphans[k]);
    }
    for (int at = 0; at < children.length; at++) {
      children[at] &= pending[at % words];
    }
    Arrays.fill(pending, 0);
  }

  /** Sets the roles of nodes as parents of one: it and all below it are barred. */
  void bar(int node, byte[] roles) {
    Arrays.fill(roles, FamilyTable.ALLOWED);
    Arrays.fill(below, 0);
    below[node / Long.SIZE] = 1L << node;
    pending[node / Long.SIZE] = 1L << node;
    for (int next = VariableSet.takeFirst(pending);
        next >= 0;
        next = VariableSet.takeFirst(pending)) {
      roles[next] = FamilyTable.BARRED;
      for (int word = 0; word < words; word++) {
        long unseen = children[next * words + word] & ~below[word];
        below[word] |= unseen;
        pending[word] |= unseen;
      }
    }
  }
}
