// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion;

/**
 * Some of a grid's voxels, such as those of lesions. Nobody changes the array of a mask that was
 * handed on.
 *
 * @param grid the voxels
 * @param voxels [x + nx (y + ny z)], whether each is within
 */
public record Mask(Grid grid, boolean[] voxels) {

  /**
   * A mask.
   *
   * @throws IllegalArgumentException if there are not as many values as voxels
   */
  public Mask {
    if (voxels.length != grid.size()) {
      throw new IllegalArgumentException(
          "%d values for %s voxels".formatted(voxels.length, grid.shape()));
    }
  }

  /**
   * The voxels where a volume is above a threshold.
   *
   * @throws IllegalArgumentException if one is NaN, of which nobody can say whether it is within;
   *     the message has the position of the first one
   */
  public static Mask above(double threshold, Volume volume) {
    boolean[] within = new boolean[volume.voxels().length];
    for (int i = 0; i < within.length; i++) {
      float number = volume.voxels()[i];
      if (Float.isNaN(number)) {
        throw new IllegalArgumentException(
            "voxel %s is NaN, expected a number".formatted(volume.grid().position(i)));
      }
      within[i] = number > threshold;
    }
    return new Mask(volume.grid(), within);
  }

  /** Whether the voxel at a position is within. */
  public boolean at(int x, int y, int z) {
    return voxels[grid.index(x, y, z)];
  }

  /** How many voxels are within. */
  public int count() {
    int count = 0;
    for (boolean within : voxels) {
      count += within ? 1 : 0;
    }
    return count;
  }

  /** Volume of the voxels within, in cubic millimetres. */
  public double volume() {
    return count() * grid.voxelVolume();
  }
}
