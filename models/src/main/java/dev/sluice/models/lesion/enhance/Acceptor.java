// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;

/**
 * Whose healthy brain takes a lesion, registered to the donor's image.
 *
 * @param name of the case and of the patient
 * @param image signal
 * @param brain which voxels are brain tissue; {@link BrainMask} where nobody knows
 */
public record Acceptor(CaseName name, Volume image, Mask brain) {

  /**
   * An acceptor.
   *
   * @throws IllegalArgumentException if both have not the same shape
   */
  public Acceptor {
    Donor.requireShape(image.grid(), brain.grid(), "brain");
  }
}
