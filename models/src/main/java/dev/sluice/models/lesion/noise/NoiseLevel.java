// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.noise;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.statistics.Quartiles;
import java.util.Arrays;

/**
 * How much noise an image has, seen by what voxels differ from the mean of their neighbours along
 * the axes: pseudo-residuals (Gasser, Sroka and Jennen-Steinmetz 1986; in three dimensions Coupé et
 * al., "An optimized blockwise nonlocal means denoising filter for 3-D magnetic resonance images",
 * 2008). Their spread is taken by the median absolute deviation, which edges of tissue move little.
 * Noise that neighbours share, as after interpolation, is not seen.
 */
public final class NoiseLevel {
  /** Standard deviations of a Gaussian in one median absolute deviation. */
  private static final double GAUSSIAN_MAD = 1.482602218505602;

  private NoiseLevel() {}

  /**
   * Standard deviation of the noise, in units of the image; 0 where no voxel has all its neighbours
   * within the mask, so that nothing can be said.
   *
   * @param within tissue with signal far above the noise; voxels that are not finite do not count
   * @throws IllegalArgumentException if the grids differ
   */
  public static double of(Volume image, Mask within) {
    Grid grid = image.grid();
    if (!grid.hasShapeOf(within.grid())) {
      throw new IllegalArgumentException(
          "a mask of %s for an image of %s".formatted(within.grid().shape(), grid.shape()));
    }
    double[] residuals = new double[grid.size()];
    int count = 0;
    for (int voxel = 0; voxel < residuals.length; voxel++) {
      double residual = within.voxels()[voxel] ? residual(image, within, voxel) : Double.NaN;
      if (Double.isFinite(residual)) {
        residuals[count++] = residual;
      }
    }
    return count == 0 ? 0 : deviation(Arrays.copyOf(residuals, count));
  }

  private static double deviation(double[] residuals) {
    double median = Quartiles.of(residuals).median();
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = Math.abs(residuals[i] - median);
    }
    return GAUSSIAN_MAD * Quartiles.of(residuals).median();
  }

  /** Has the variance of the noise; NaN if a neighbour is not within. */
  private static double residual(Volume image, Mask within, int voxel) {
    Grid grid = image.grid();
    int[] position = {grid.xOf(voxel), grid.yOf(voxel), grid.zOf(voxel)};
    int[] voxels = {grid.x(), grid.y(), grid.z()};
    int[] strides = {1, grid.x(), grid.x() * grid.y()};
    double sum = 0;
    int neighbours = 0;
    for (int axis = 0; axis < 3; axis++) {
      if (voxels[axis] == 1) {
        continue;
      }
      int before = voxel - strides[axis];
      int after = voxel + strides[axis];
      if (position[axis] == 0
          || position[axis] == voxels[axis] - 1
          || !within.voxels()[before]
          || !within.voxels()[after]) {
        return Double.NaN;
      }
      sum += (double) image.voxels()[before] + image.voxels()[after];
      neighbours += 2;
    }
    if (neighbours == 0) {
      return Double.NaN;
    }
    double scale = Math.sqrt(neighbours / (neighbours + 1.0));
    return scale * (image.voxels()[voxel] - sum / neighbours);
  }
}
