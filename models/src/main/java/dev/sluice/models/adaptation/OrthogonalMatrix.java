// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GaussianSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Random matrices with orthonormal rows (or columns, if there are fewer): normal numbers made
 * orthogonal by Gram-Schmidt, the initial weights of Saxe et al. (ICLR 2014).
 */
final class OrthogonalMatrix {
  private OrthogonalMatrix() {}

  /** A matrix [row][column]. */
  static double[][] draw(int rows, int columns, UniformRandomProvider random) {
    if (rows > columns) {
      return transposed(draw(columns, rows, random));
    }
    SharedStateContinuousSampler normal =
        GaussianSampler.of(ZigguratSampler.NormalizedGaussian.of(random), 0, 1);
    double[][] vectors = new double[rows][columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        vectors[r][c] = normal.sample();
      }
      orthonormalise(vectors, r);
    }
    return vectors;
  }

  private static void orthonormalise(double[][] vectors, int last) {
    double[] vector = vectors[last];
    for (int r = 0; r < last; r++) {
      double along = dot(vector, vectors[r]);
      for (int c = 0; c < vector.length; c++) {
        vector[c] -= along * vectors[r][c];
      }
    }
    double norm = Math.sqrt(dot(vector, vector));
    for (int c = 0; c < vector.length; c++) {
      vector[c] /= norm;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int r = 0; r < matrix.length; r++) {
      for (int c = 0; c < matrix[r].length; c++) {
        transposed[c][r] = matrix[r][c];
      }
    }
    return transposed;
  }
}
