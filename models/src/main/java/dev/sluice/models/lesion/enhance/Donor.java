// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;

/**
 * Who gives a lesion.
 *
 * @param name of the case and of the patient
 * @param image signal, its first axis from one side of the head to the other, the middle plane in
 *     the middle of the grid
 * @param lesion which voxels are lesions
 * @param brain which voxels are brain tissue, the lesion's or not; {@link BrainMask} where nobody
 *     knows
 */
public record Donor(CaseName name, Volume image, Mask lesion, Mask brain) {

  /**
   * A donor.
   *
   * @throws IllegalArgumentException if the three have not the same shape
   */
  public Donor {
    requireShape(image.grid(), lesion.grid(), "lesion");
    requireShape(image.grid(), brain.grid(), "brain");
  }

  static void requireShape(Grid image, Grid mask, String what) {
    if (!image.hasShapeOf(mask)) {
      throw new IllegalArgumentException(
          "a %s of %s for an image of %s".formatted(what, mask.shape(), image.shape()));
    }
  }
}
