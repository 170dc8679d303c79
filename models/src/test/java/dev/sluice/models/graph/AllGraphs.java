// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.List;

/** By trying all. */
final class AllGraphs {
  private AllGraphs() {}

  /** All directed acyclic graphs over so few nodes. */
  static List<Dag> of(int nodes) {
    List<Dag> graphs = new ArrayList<>();
    for (long bits = 0; bits < 1L << (nodes * nodes); bits++) {
      VariableSet[] parents = new VariableSet[nodes];
      for (int i = 0; i < nodes; i++) {
        parents[i] = VariableSet.ofMask(bits >>> (i * nodes) & ((1L << nodes) - 1));
      }
      if (Dag.isAcyclic(parents)) {
        graphs.add(Dag.ofParents(parents));
      }
    }
    return graphs;
  }
}
