// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion;

/**
 * A number in each voxel, such as the signal of a diffusion-weighted image. Nobody changes the
 * array of a volume that was handed on.
 *
 * @param grid the voxels
 * @param voxels [x + nx (y + ny z)], in the image's own units
 */
public record Volume(Grid grid, float[] voxels) {

  /**
   * A volume.
   *
   * @throws IllegalArgumentException if there are not as many numbers as voxels
   */
  public Volume {
    if (voxels.length != grid.size()) {
      throw new IllegalArgumentException(
          "%d numbers for %s voxels".formatted(voxels.length, grid.shape()));
    }
  }

  /** The number at a position. */
  public float at(int x, int y, int z) {
    return voxels[grid.index(x, y, z)];
  }
}
