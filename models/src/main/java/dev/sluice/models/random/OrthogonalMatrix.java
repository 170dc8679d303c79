// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Uniformly distributed matrices with orthogonal rows or columns, whichever are fewer (Saxe,
 * McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep linear
 * neural networks", ICLR 2014).
 */
public final class OrthogonalMatrix {
  private OrthogonalMatrix() {}

  /** A matrix whose shorter side's vectors have length {@code gain}. */
  public static double[][] draw(int rows, int columns, double gain, UniformRandomProvider random) {
    return rows <= columns
        ? orthogonalRows(rows, columns, gain, random)
        : transposed(orthogonalRows(columns, rows, gain, random));
  }

  /**
   * Puts such a matrix, row by row, into an array.
   *
   * @param from place of its first entry
   */
  public static void fill(
      float[] array, int from, int rows, int columns, double gain, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int length = Math.max(rows, columns);
    int vectorStep = rows <= columns ? columns : 1;
    int step = rows <= columns ? 1 : columns;
    for (int v = 0; v < Math.min(rows, columns); v++) {
      int vector = from + v * vectorStep;
      for (int i = 0; i < length; i++) {
        array[vector + i * step] = (float) normal.sample();
      }
      for (int w = 0; w < v; w++) {
        int before = from + w * vectorStep;
        double share = dot(array, vector, before, step, length) / (gain * gain);
        for (int i = 0; i < length; i++) {
          array[vector + i * step] -= (float) (share * array[before + i * step]);
        }
      }
      double scale = gain / Math.sqrt(dot(array, vector, vector, step, length));
      for (int i = 0; i < length; i++) {
        array[vector + i * step] = (float) (scale * array[vector + i * step]);
      }
    }
  }

  private static double dot(float[] array, int a, int b, int step, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (double) array[a + i * step] * array[b + i * step];
    }
    return sum;
  }

  /** Gram-Schmidt on Gaussian vectors, which have no preferred direction. */
  private static double[][] orthogonalRows(
      int rows, int columns, double gain, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] matrix = new double[rows][columns];
    for (int row = 0; row < rows; row++) {
      double[] vector = normal.samples(columns).toArray();
      for (int before = 0; before < row; before++) {
        add(vector, matrix[before], -dot(vector, matrix[before]) / (gain * gain));
      }
      add(matrix[row], vector, gain / Math.sqrt(dot(vector, vector)));
    }
    return matrix;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[i].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  private static void add(double[] sum, double[] vector, double factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * vector[i];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
