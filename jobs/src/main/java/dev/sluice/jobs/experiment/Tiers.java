// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.models.domain.VariableSet;
import java.util.List;
import java.util.Map;

/** Groups of variables in time, the earliest first. */
final class Tiers {
  private Tiers() {}

  /**
   * By variable, those that cannot be its parents because they are of a later group. Variables of
   * no group are free.
   *
   * @param tiers names by group; null for none
   * @param positions of all variables by name
   */
  static VariableSet[] laterThan(List<List<String>> tiers, Map<String, Integer> positions) {
    VariableSet[] later = VariableSet.noneOf(positions.size());
    VariableSet after = VariableSet.EMPTY;
    for (int tier = tiers == null ? -1 : tiers.size() - 1; tier >= 0; tier--) {
      VariableSet own =
          VariableSet.of(tiers.get(tier).stream().mapToInt(positions::get).sorted().toArray());
      for (int variable : own.members()) {
        later[variable] = after;
      }
      after = after.union(own);
    }
    return later;
  }
}
