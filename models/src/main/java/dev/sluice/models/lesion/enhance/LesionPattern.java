// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import dev.sluice.models.lesion.Grid;
import java.util.Optional;

/**
 * What a donor's lesion does to the signal, in the donor's own place.
 *
 * @param grid of the donor
 * @param enhancement [voxel] rho times the weight
 * @param weight [voxel] 1 in the lesion, fading to 0 over the feather
 * @param lesion [voxel] 1 in the lesion, 0 outside
 * @param middle of the lesion, in voxels along each axis
 */
record LesionPattern(
    Grid grid, float[] enhancement, float[] weight, float[] lesion, double[] middle) {

  /**
   * The pattern of a lesion that is not empty; none if there is no healthy brain to compare with.
   */
  static Optional<LesionPattern> of(Donor donor, EnhancementSettings settings) {
    Grid grid = donor.image().grid();
    int[] steps = Shells.of(donor.lesion(), settings.feather());
    HealthyReference reference = new HealthyReference(donor);
    float[] enhancement = new float[grid.size()];
    float[] weight = new float[grid.size()];
    float[] lesion = new float[grid.size()];
    for (int i = 0; i < weight.length; i++) {
      boolean within = steps[i] == 0;
      if (!within && (steps[i] > settings.feather() || !donor.brain().voxels()[i])) {
        continue;
      }
      double healthy = reference.at(i);
      if (Double.isNaN(healthy)) {
        return Optional.empty();
      }
      double rho = donor.image().voxels()[i] / healthy - 1;
      lesion[i] = within ? 1 : 0;
      weight[i] = (float) (1 - steps[i] / (settings.feather() + 1.0));
      enhancement[i] = (float) (weight[i] * Math.min(settings.mostEnhancement(), Math.max(0, rho)));
    }
    return Optional.of(new LesionPattern(grid, enhancement, weight, lesion, middle(grid, lesion)));
  }

  /** Whether the lesion is brighter than its reference anywhere. */
  boolean isBright() {
    for (int i = 0; i < lesion.length; i++) {
      if (lesion[i] > 0 && enhancement[i] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Volume of the lesion in cubic millimetres. */
  double volume() {
    int count = 0;
    for (float within : lesion) {
      count += within > 0 ? 1 : 0;
    }
    return count * grid.voxelVolume();
  }

  private static double[] middle(Grid grid, float[] lesion) {
    double[] sum = new double[3];
    int count = 0;
    for (int i = 0; i < lesion.length; i++) {
      if (lesion[i] > 0) {
        sum[0] += grid.xOf(i);
        sum[1] += grid.yOf(i);
        sum[2] += grid.zOf(i);
        count++;
      }
    }
    return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
  }
}
