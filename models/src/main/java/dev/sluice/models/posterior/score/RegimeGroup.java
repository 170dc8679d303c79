// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Nodes that are scored on the same samples, those of the regimes that do not target them. Cooper
 * and Yoo 1999.
 *
 * @param included regimes (their targets) that target none of the nodes, ascending
 * @param excluded regimes that target them, ascending
 */
public record RegimeGroup(
    List<Integer> nodes, List<VariableSet> included, List<VariableSet> excluded) {
  /** The targets of all regimes, ascending: so rounding does not depend on the order in a table. */
  static SortedSet<VariableSet> regimes(SufficientStatistics statistics) {
    SortedSet<VariableSet> regimes = new TreeSet<>(statistics.gaussian.keySet());
    regimes.addAll(statistics.categorical.keySet());
    return regimes;
  }

  /** The groups of all nodes by the regimes of statistics, by their smallest nodes. */
  public static List<RegimeGroup> of(SufficientStatistics statistics) {
    return of(regimes(statistics), statistics.dimension);
  }

  private static List<RegimeGroup> of(SortedSet<VariableSet> regimes, int dimension) {
    Map<List<VariableSet>, RegimeGroup> groups = new LinkedHashMap<>();
    for (int node = 0; node < dimension; node++) {
      int target = node;
      List<VariableSet> included =
          regimes.stream().filter(targets -> !targets.contains(target)).toList();
      List<VariableSet> excluded =
          regimes.stream().filter(targets -> targets.contains(target)).toList();
      groups
          .computeIfAbsent(included, key -> new RegimeGroup(new ArrayList<>(), included, excluded))
          .nodes
          .add(node);
    }
    return List.copyOf(groups.values());
  }
}
