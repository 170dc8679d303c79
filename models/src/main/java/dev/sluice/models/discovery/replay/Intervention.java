// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Under what a draw was drawn, and the name that tells interventions apart: the names of known
 * targets joined by commas, in the order of names; the empty one for none; a comma and the label
 * where targets are unknown. No name of a variable has a comma, so that no two share a name.
 *
 * @param name as above
 * @param targets in the order of names; null if unknown
 * @param label of the draws where targets are unknown; else null
 */
public record Intervention(String name, VariableSet targets, String label) {

  /**
   * Of a draw.
   *
   * @param declared its targets as declared; null if unknown
   * @param label that the draw has; only counts where targets are unknown
   */
  public static Intervention of(NameOrder order, VariableSet declared, String label) {
    if (declared == null) {
      return new Intervention("," + label, null, label);
    }
    VariableSet targets = order.ordered(declared);
    String name =
        Arrays.stream(targets.members()).mapToObj(order::name).collect(Collectors.joining(","));
    return new Intervention(name, targets, null);
  }
}
