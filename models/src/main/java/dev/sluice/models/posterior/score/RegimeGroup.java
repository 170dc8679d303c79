// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Nodes that are scored on the same samples, those of the regimes that do not target them. Cooper
 * and Yoo 1999.
 *
 * @param included regimes (bit masks of targets) that target none of the nodes, ascending
 * @param excluded regimes that target them, ascending
 */
public record RegimeGroup(List<Integer> nodes, List<Long> included, List<Long> excluded) {
  /** The groups of all nodes, by their smallest nodes. */
  public static List<RegimeGroup> of(SortedSet<Long> regimes, int dimension) {
    Map<List<Long>, RegimeGroup> groups = new LinkedHashMap<>();
    for (int node = 0; node < dimension; node++) {
      long bit = 1L << node;
      List<Long> included = regimes.stream().filter(targets -> (targets & bit) == 0).toList();
      List<Long> excluded = regimes.stream().filter(targets -> (targets & bit) != 0).toList();
      groups
          .computeIfAbsent(included, key -> new RegimeGroup(new ArrayList<>(), included, excluded))
          .nodes
          .add(node);
    }
    return List.copyOf(groups.values());
  }
}
