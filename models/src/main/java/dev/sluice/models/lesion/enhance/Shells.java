// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import java.util.Arrays;

/** Voxels around a mask, in steps to any of the 26 neighbours. */
final class Shells {
  private Shells() {}

  /**
   * Steps from each voxel to the mask.
   *
   * @param most steps that are told apart
   * @return [voxel] 0 within, most + 1 farther away
   */
  static int[] of(Mask mask, int most) {
    Grid grid = mask.grid();
    int[] steps = new int[grid.size()];
    Arrays.fill(steps, most + 1);
    for (int i = 0; i < steps.length; i++) {
      if (mask.voxels()[i]) {
        steps[i] = 0;
      }
    }
    for (int step = 1; step <= most; step++) {
      for (int i = 0; i < steps.length; i++) {
        if (steps[i] == step - 1) {
          reach(grid, steps, i, step);
        }
      }
    }
    return steps;
  }

  private static void reach(Grid grid, int[] steps, int voxel, int step) {
    int x = grid.xOf(voxel);
    int y = grid.yOf(voxel);
    int z = grid.zOf(voxel);
    for (int atZ = Math.max(0, z - 1); atZ <= Math.min(grid.z() - 1, z + 1); atZ++) {
      for (int atY = Math.max(0, y - 1); atY <= Math.min(grid.y() - 1, y + 1); atY++) {
        for (int atX = Math.max(0, x - 1); atX <= Math.min(grid.x() - 1, x + 1); atX++) {
          int near = grid.index(atX, atY, atZ);
          steps[near] = Math.min(steps[near], step);
        }
      }
    }
  }
}
