// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;

/**
 * A lesion's pattern under a map, in the acceptor's voxels.
 *
 * @param enhancement [voxel] rho where the map leads
 * @param feathered voxels that the lesion or its feather reaches
 * @param lesion the voxels that the lesion covers the most, see {@link MostCovered}
 * @param partInGrid part of the donor's lesion that has a place in the grid
 * @param meanJacobian mean over the lesion of the volume in the donor of what is one volume here
 */
record MovedLesion(
    float[] enhancement, Mask feathered, Mask lesion, double partInGrid, double meanJacobian) {
  /** Less is rounding of the map. */
  private static final double LEAST_WEIGHT = 1e-6;

  static MovedLesion of(LesionPattern pattern, SpatialMap map) {
    Grid grid = pattern.grid();
    float[] enhancement = new float[grid.size()];
    boolean[] feathered = new boolean[grid.size()];
    double[] covered = new double[grid.size()];
    Trilinear between = new Trilinear(grid);
    double[] position = new double[3];
    for (int i = 0; i < feathered.length; i++) {
      map.toDonor(i, position);
      feathered[i] = between.goTo(position) && between.of(pattern.weight()) > LEAST_WEIGHT;
      if (!feathered[i]) {
        continue;
      }
      enhancement[i] = (float) between.of(pattern.enhancement());
      covered[i] = between.of(pattern.lesion());
    }
    int[] most = MostCovered.of(covered);
    boolean[] lesion = new boolean[grid.size()];
    double jacobians = 0;
    for (int voxel : most) {
      lesion[voxel] = true;
      jacobians += map.jacobian(voxel);
    }
    return new MovedLesion(
        enhancement,
        new Mask(grid, feathered),
        new Mask(grid, lesion),
        map.partKept(voxel -> pattern.lesion()[voxel] > 0),
        jacobians / most.length);
  }

  /** Part of the lesion that is in a brain; what has left the grid is not. */
  double partIn(Mask brain) {
    int within = 0;
    for (int i = 0; i < lesion.voxels().length; i++) {
      within += lesion.voxels()[i] && brain.voxels()[i] ? 1 : 0;
    }
    return partInGrid * within / lesion.count();
  }

  /** Mean of rho over the lesion. */
  double meanEnhancement() {
    double sum = 0;
    for (int i = 0; i < enhancement.length; i++) {
      sum += lesion.voxels()[i] ? enhancement[i] : 0;
    }
    return sum / lesion.count();
  }
}
