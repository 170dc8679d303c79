// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.domain.VariableSet;

/**
 * Draws under one intervention, or under none.
 *
 * @param targets intervened variables, empty if there are none; null if they are unknown
 * @param label of the regime; null where the targets alone tell
 * @param draws a value per variable each
 */
public record Regime(VariableSet targets, String label, double[][] draws) {

  /** Whether nothing was intervened on. */
  public boolean observational() {
    return targets != null && targets.isEmpty();
  }
}
