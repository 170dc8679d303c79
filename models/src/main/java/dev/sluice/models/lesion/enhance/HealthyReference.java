// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.statistics.Quartiles;
import java.util.Arrays;

/**
 * What healthy tissue would have in the place of a lesion: the signal of the same place on the
 * other side of the middle plane where that is healthy brain, else the median of healthy brain
 * nearby. Healthy is brain more than two voxels from any lesion, with a positive signal.
 */
final class HealthyReference {
  /** Voxels around lesions that are not healthy. */
  private static final int MARGIN = 2;

  /** Half the edge of the first box that is searched for healthy brain; then twice that. */
  private static final int NEARBY = 3;

  /** Voxels that are enough for a median. */
  private static final int ENOUGH = 10;

  private final Volume image;
  private final boolean[] healthy;

  HealthyReference(Donor donor) {
    this.image = donor.image();
    int[] steps = Shells.of(donor.lesion(), MARGIN);
    this.healthy = new boolean[steps.length];
    for (int i = 0; i < healthy.length; i++) {
      float signal = image.voxels()[i];
      healthy[i] =
          donor.brain().voxels()[i] && steps[i] > MARGIN && signal > 0 && Float.isFinite(signal);
    }
  }

  /** The reference at a voxel; NaN if there is no healthy brain at all. */
  double at(int voxel) {
    Grid grid = image.grid();
    int mirrored = voxel + grid.x() - 1 - 2 * grid.xOf(voxel);
    return healthy[mirrored] ? image.voxels()[mirrored] : median(voxel);
  }

  private double median(int voxel) {
    Grid grid = image.grid();
    int largest = Math.max(grid.x(), Math.max(grid.y(), grid.z()));
    for (int reach = NEARBY; ; reach *= 2) {
      double[] near = near(voxel, reach);
      if (near.length >= ENOUGH || (reach >= largest && near.length > 0)) {
        return Quartiles.of(near).median();
      }
      if (reach >= largest) {
        return Double.NaN;
      }
    }
  }

  private double[] near(int voxel, int reach) {
    Grid grid = image.grid();
    int x = grid.xOf(voxel);
    int y = grid.yOf(voxel);
    int z = grid.zOf(voxel);
    double[] near = new double[64];
    int count = 0;
    for (int atZ = Math.max(0, z - reach); atZ <= Math.min(grid.z() - 1, z + reach); atZ++) {
      for (int atY = Math.max(0, y - reach); atY <= Math.min(grid.y() - 1, y + reach); atY++) {
        for (int atX = Math.max(0, x - reach); atX <= Math.min(grid.x() - 1, x + reach); atX++) {
          int at = grid.index(atX, atY, atZ);
          if (healthy[at]) {
            near = count == near.length ? Arrays.copyOf(near, 2 * count) : near;
            near[count++] = image.voxels()[at];
          }
        }
      }
    }
    return Arrays.copyOf(near, count);
  }
}
