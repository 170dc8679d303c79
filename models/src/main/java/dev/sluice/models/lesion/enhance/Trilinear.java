// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;

/** Values between voxels, linear along each axis; outside the grid is zero. Not thread-safe. */
final class Trilinear {
  private final Grid grid;
  private final int[] corners = new int[8];
  private final double[] weights = new double[8];
  private int count;

  Trilinear(Grid grid) {
    this.grid = grid;
  }

  /** Goes to a position, in voxels; whether any voxel of the grid has a part in it. */
  boolean goTo(double[] position) {
    count = 0;
    double x = Math.floor(position[0]);
    double y = Math.floor(position[1]);
    double z = Math.floor(position[2]);
    // also if a position is not a number or beyond the range of int
    boolean near = x >= -1 && x < grid.x() && y >= -1 && y < grid.y() && z >= -1 && z < grid.z();
    for (int corner = 0; near && corner < 8; corner++) {
      int right = corner & 1;
      int up = corner >> 1 & 1;
      int front = corner >> 2;
      double weight =
          part(position[0] - x, right) * part(position[1] - y, up) * part(position[2] - z, front);
      int atX = (int) x + right;
      int atY = (int) y + up;
      int atZ = (int) z + front;
      if (weight > 0 && grid.contains(atX, atY, atZ)) {
        corners[count] = grid.index(atX, atY, atZ);
        weights[count] = weight;
        count++;
      }
    }
    return count > 0;
  }

  /** The value of a volume at the position. */
  double of(float[] voxels) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i] * voxels[corners[i]];
    }
    return sum;
  }

  private static double part(double fraction, int side) {
    return side == 1 ? fraction : 1 - fraction;
  }
}
