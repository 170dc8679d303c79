// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.noise;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.random.CounterRandom;

/**
 * A smooth random function on a grid: independent uniform numbers under a Gaussian filter, whose
 * sums of many are nearly Gaussian. At the borders the filter takes what there is.
 */
public final class SmoothField {
  /** Half a filter's length in its standard deviations. */
  private static final double REACH = 3;

  private SmoothField() {}

  /**
   * A field of mean 0 and variance 1 over the grid; zeros if the grid has one voxel.
   *
   * @param smoothness standard deviation of the filter in millimetres, 0 for none
   * @return [x + nx (y + ny z)]
   * @throws IllegalArgumentException if the smoothness is negative or not finite
   */
  public static float[] of(Grid grid, double smoothness, CounterRandom random) {
    if (!(smoothness >= 0 && Double.isFinite(smoothness))) {
      throw new IllegalArgumentException("a field with a smoothness of " + smoothness + " mm");
    }
    float[] field = white(grid.size(), random);
    field = filtered(field, grid.x(), 1, kernel(smoothness / grid.spacingX(), grid.x()));
    field = filtered(field, grid.y(), grid.x(), kernel(smoothness / grid.spacingY(), grid.y()));
    field =
        filtered(
            field, grid.z(), grid.x() * grid.y(), kernel(smoothness / grid.spacingZ(), grid.z()));
    standardise(field);
    return field;
  }

  private static float[] white(int size, CounterRandom random) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) (random.uniform(i) - 0.5);
    }
    return numbers;
  }

  /** The filter from its middle outwards, no longer than the axis. */
  private static double[] kernel(double sd, int voxels) {
    int reach = (int) Math.min(Math.ceil(REACH * sd), voxels - 1);
    double[] kernel = new double[reach + 1];
    kernel[0] = 1;
    for (int i = 1; i <= reach; i++) {
      kernel[i] = StrictMath.exp(-0.5 * (i / sd) * (i / sd));
    }
    return kernel;
  }

  /** Filters along one axis, whose neighbours are a stride apart. */
  private static float[] filtered(float[] field, int voxels, int stride, double[] kernel) {
    if (kernel.length == 1) {
      return field;
    }
    float[] filtered = new float[field.length];
    for (int at = 0; at < voxels; at++) {
      int from = Math.max(0, at - kernel.length + 1);
      int to = Math.min(voxels - 1, at + kernel.length - 1);
      double weights = 0;
      for (int near = from; near <= to; near++) {
        weights += kernel[Math.abs(near - at)];
      }
      for (int block = 0; block < field.length; block += voxels * stride) {
        for (int line = block; line < block + stride; line++) {
          double sum = 0;
          for (int near = from; near <= to; near++) {
            sum += kernel[Math.abs(near - at)] * field[line + near * stride];
          }
          filtered[line + at * stride] = (float) (sum / weights);
        }
      }
    }
    return filtered;
  }

  private static void standardise(float[] field) {
    double mean = 0;
    for (float number : field) {
      mean += number / field.length;
    }
    double variance = 0;
    for (float number : field) {
      variance += (number - mean) * (number - mean) / field.length;
    }
    double scale = variance > 0 ? 1 / Math.sqrt(variance) : 0;
    for (int i = 0; i < field.length; i++) {
      field[i] = (float) ((field[i] - mean) * scale);
    }
  }
}
