// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import dev.sluice.models.lesion.Grid;

/** Where voxels are in a box from -1 to 1, in which all phantoms are alike. */
final class Positions {
  private Positions() {}

  static double x(Grid grid, int voxel) {
    return (2.0 * grid.xOf(voxel) + 1) / grid.x() - 1;
  }

  static double y(Grid grid, int voxel) {
    return (2.0 * grid.yOf(voxel) + 1) / grid.y() - 1;
  }

  static double z(Grid grid, int voxel) {
    return (2.0 * grid.zOf(voxel) + 1) / grid.z() - 1;
  }

  /** The voxel on the other side of the middle plane. */
  static int mirrored(Grid grid, int voxel) {
    return voxel + grid.x() - 1 - 2 * grid.xOf(voxel);
  }

  /** Of the first axis in millimetres. */
  static double length(Grid grid) {
    return grid.x() * grid.spacingX();
  }

  static int leastVoxels(Grid grid) {
    return Math.min(grid.x(), Math.min(grid.y(), grid.z()));
  }
}
