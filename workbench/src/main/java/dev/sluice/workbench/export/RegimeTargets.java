// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.workbench.command.Failure;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Targets from the names of regimes in a snapshot: those of variables, joined by commas. */
final class RegimeTargets {
  private RegimeTargets() {}

  /**
   * The targets of regimes.
   *
   * @param variables whose names have no commas
   * @throws Failure if there is a name of no variable
   */
  static List<VariableSet> of(Collection<String> regimes, List<String> variables) {
    return regimes.stream().map(regime -> targets(regime, variables)).toList();
  }

  private static VariableSet targets(String regime, List<String> variables) {
    if (regime.isEmpty()) {
      return VariableSet.EMPTY;
    }
    int[] targets =
        Arrays.stream(regime.split(",", -1)).mapToInt(variables::indexOf).sorted().toArray();
    if (targets[0] < 0) {
      throw new Failure("samplesByRegime: " + regime + ": no names of variables");
    }
    return VariableSet.of(targets);
  }
}
