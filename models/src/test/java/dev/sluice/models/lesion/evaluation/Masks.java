// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;

/** Masks and scores to test with. */
final class Masks {
  private Masks() {}

  static Mask empty(Grid grid) {
    return new Mask(grid, new boolean[grid.size()]);
  }

  /** A mask with a box of voxels more, from a corner on. */
  static Mask with(Mask mask, int x, int y, int z, int nx, int ny, int nz) {
    boolean[] voxels = mask.voxels().clone();
    for (int k = z; k < z + nz; k++) {
      for (int j = y; j < y + ny; j++) {
        for (int i = x; i < x + nx; i++) {
          voxels[mask.grid().index(i, j, k)] = true;
        }
      }
    }
    return new Mask(mask.grid(), voxels);
  }

  /** One true lesion of cubic millimetres that one component meets, or nothing if it is empty. */
  static CaseScore score(long both, long predictedOnly, long trueOnly) {
    int meeting = both > 0 ? 1 : 0;
    int trueLesions = both + trueOnly > 0 ? 1 : 0;
    int predictedLesions = both + predictedOnly > 0 ? 1 : 0;
    return new CaseScore(
        both,
        predictedOnly,
        trueOnly,
        1,
        trueLesions,
        meeting,
        predictedLesions,
        predictedLesions - meeting,
        predictedLesions > 0);
  }
}
