// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/**
 * The ancestors of the nodes of a graph that changes: searched when asked for, by words of bit
 * masks, and kept until the graph changes. Between two changes a chain asks often.
 */
final class AncestorSets {
  private final int words;

  /** The parents in the graph; belongs to the chain. */
  private final long[] parents;

  private final long[] ancestors;
  private final long[] pending;

  /** By node, the version of the graph for which its ancestors were searched. */
  private final long[] searched;

  private long version = 1;

  AncestorSets(long[] parents, int nodes) {
    this.parents = parents;
    words = ParentWords.words(nodes);
    ancestors = new long[parents.length];
    pending = new long[words];
    searched = new long[nodes];
  }

  /** To be called after each change of the parents. */
  void changed() {
    version++;
  }

  /** Whether there is a directed path of at least one edge. */
  boolean has(int ancestor, int node) {
    search(node);
    return ParentWords.has(ancestors, words, node, ancestor);
  }

  /** Adds 1 at i d + j for each ancestor i of each node j. */
  void count(int[] counts) {
    int nodes = searched.length;
    for (int node = 0; node < nodes; node++) {
      search(node);
      for (int word = 0; word < words; word++) {
        for (long rest = ancestors[node * words + word]; rest != 0; rest &= rest - 1) {
          counts[(word * Long.SIZE + Long.numberOfTrailingZeros(rest)) * nodes + node]++;
        }
      }
    }
  }

  private void search(int node) {
    if (searched[node] == version) {
      return;
    }
    int at = node * words;
    Arrays.fill(ancestors, at, at + words, 0);
    visit(at, parents, at);
    for (int next = VariableSet.takeFirst(pending);
        next >= 0;
        next = VariableSet.takeFirst(pending)) {
      if (searched[next] == version) {
        for (int word = 0; word < words; word++) {
          long known = ancestors[next * words + word];
          ancestors[at + word] |= known;
          pending[word] &= ~known;
        }
      } else {
        visit(at, parents, next * words);
      }
    }
    searched[node] = version;
  }

  /** Marks nodes as ancestors, and to be visited unless they were. */
  private void visit(int at, long[] found, int from) {
    for (int word = 0; word < words; word++) {
      long unseen = found[from + word] & ~ancestors[at + word];
      ancestors[at + word] |= unseen;
      pending[word] |= unseen;
    }
  }
}
