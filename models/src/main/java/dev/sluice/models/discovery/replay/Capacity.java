// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.domain.VariableSet;
import java.io.Serializable;

/**
 * How many draws are held.
 *
 * @param observations draws without an intervention, at least 1
 * @param perIntervention draws of each intervention, at least 1
 */
public record Capacity(int observations, int perIntervention) implements Serializable {

  private static final long serialVersionUID = 1L;

  int of(Intervention intervention) {
    VariableSet targets = intervention.targets();
    return targets != null && targets.isEmpty() ? observations : perIntervention;
  }

  /** Draws held when observations and one intervention on each variable are full. */
  public long rows(int variables) {
    return observations + (long) variables * perIntervention;
  }
}
