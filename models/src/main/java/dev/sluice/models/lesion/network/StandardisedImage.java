// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.lesion.Volume;

/**
 * An image in the units that a network sees: mean 0 and variance 1 over all of its voxels, so that
 * scanners' scales and offsets do not matter. Voxels that are not finite numbers do not count and
 * become 0, the mean; an image of one number is 0 everywhere.
 */
final class StandardisedImage {
  /** Of the largest number: a smaller deviation is rounding. */
  private static final double LEAST_DEVIATION = 1e-6;

  private StandardisedImage() {}

  static float[] of(Volume image) {
    float[] voxels = image.voxels();
    int count = 0;
    double sum = 0;
    double largest = 0;
    for (float v : voxels) {
      if (Float.isFinite(v)) {
        count++;
        sum += v;
        largest = Math.max(largest, Math.abs(v));
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double squares = 0;
    for (float v : voxels) {
      if (Float.isFinite(v)) {
        squares += (v - mean) * (v - mean);
      }
    }
    double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
    float[] standardised = new float[voxels.length];
    if (deviation > LEAST_DEVIATION * largest) {
      for (int i = 0; i < voxels.length; i++) {
        standardised[i] = Float.isFinite(voxels[i]) ? (float) ((voxels[i] - mean) / deviation) : 0;
      }
    }
    return standardised;
  }

  /**
   * The same, of an image that a network takes.
   *
   * @throws IllegalArgumentException if it has another shape
   */
  static float[] of(Volume image, UNetSettings settings) {
    int edge = settings.edge();
    if (image.grid().x() != edge || image.grid().y() != edge || image.grid().z() != edge) {
      throw new IllegalArgumentException(
          "an image of %s voxels, where the network takes %d x %d x %d"
              .formatted(image.grid().shape(), edge, edge, edge));
    }
    return of(image);
  }
}
