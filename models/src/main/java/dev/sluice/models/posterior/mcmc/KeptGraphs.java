// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import java.util.ArrayList;
import java.util.List;

/**
 * Graphs of a chain from equally many looks apart, of which there are never more than some number:
 * then every second goes, and from there on every second comes. So the length of the chain need not
 * be known beforehand, and what counts as burn-in is decided at the end.
 */
final class KeptGraphs {
  private final int most;
  private List<long[]> graphs = new ArrayList<>();
  private long lookedAt;
  private long apart = 1;

  /**
   * None yet.
   *
   * @param wanted after the burn-in; 0 to keep none
   */
  KeptGraphs(int wanted) {
    most = held(wanted);
  }

  /** Half of them may just have gone, and of the rest a third is {@link Summary#COLD_BURN_IN}. */
  private static int held(int wanted) {
    return wanted == 0 ? 0 : 3 * wanted + 4;
  }

  /** The bytes of heap at the most. */
  static long bytes(int nodes, int wanted) {
    long graph = (long) nodes * ParentWords.words(nodes) * Long.BYTES;
    return held(wanted) * (graph + 3 * Long.BYTES);
  }

  /** Looks at the graph of the chain, which is not changed. */
  void look(long[] graph) {
    lookedAt++;
    if (most == 0 || lookedAt % apart != 0) {
      return;
    }
    graphs.add(graph.clone());
    if (graphs.size() == most) {
      List<long[]> left = new ArrayList<>();
      for (int i = 1; i < most; i += 2) {
        left.add(graphs.get(i));
      }
      graphs = left;
      apart *= 2;
    }
  }

  /** Those after so many looks. */
  List<long[]> after(long looks) {
    int first = (int) Math.min(graphs.size(), looks / apart);
    return graphs.subList(first, graphs.size());
  }
}
