// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The label of a mask that was moved between voxels. A voxel that is covered by more than a half is
 * the specification's rule; for large lesions this one is the same. It takes volume from small
 * ones, of which no voxel may be covered by so much.
 */
final class MostCovered {
  private MostCovered() {}

  /**
   * As many voxels as are covered in all, those that are covered the most; of equal ones the first.
   *
   * @param covered [voxel] the part of it that the mask covers
   */
  static int[] of(double[] covered) {
    return IntStream.range(0, covered.length)
        .filter(voxel -> covered[voxel] > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(voxel -> -covered[voxel]))
        .limit(Math.round(Arrays.stream(covered).sum()))
        .mapToInt(voxel -> voxel)
        .toArray();
  }
}
