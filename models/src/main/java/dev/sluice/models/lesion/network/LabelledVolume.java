// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;

/**
 * An image and where its lesions are.
 *
 * @param image in whatever units: it is standardised before the network sees it
 */
public record LabelledVolume(Volume image, Mask lesions) {

  /**
   * A case.
   *
   * @throws IllegalArgumentException if both are not of the same shape
   */
  public LabelledVolume {
    if (!image.grid().hasShapeOf(lesions.grid())) {
      throw new IllegalArgumentException(
          "an image of %s voxels with lesions in %s"
              .formatted(image.grid().shape(), lesions.grid().shape()));
    }
  }

  /** 1 where there is a lesion, 0 elsewhere. */
  float[] labels() {
    boolean[] within = lesions.voxels();
    float[] labels = new float[within.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = within[i] ? 1 : 0;
    }
    return labels;
  }
}
