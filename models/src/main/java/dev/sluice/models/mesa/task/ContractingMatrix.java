// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.task;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * W = U diag(eigenvalues) U^-1 with Gaussian U, the first eigenvalue 0.9 and the others uniform
 * from 0.3 to 0.9: not symmetric, so that a state may grow before it fades.
 */
final class ContractingMatrix {
  private static final double LEAST = 0.3;
  private static final double LARGEST = 0.9;

  private ContractingMatrix() {}

  static double[][] draw(int dimension, UniformRandomProvider random) {
    double[][] vectors =
        SimulatedSequence.gaussian(
            dimension, dimension, 1, ZigguratSampler.NormalizedGaussian.of(random));
    double[] eigenvalues = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      eigenvalues[i] = i == 0 ? LARGEST : LEAST + (LARGEST - LEAST) * random.nextDouble();
    }
    // W U = U diag: each row of W solves U' w = the row of U diag
    double[][] rows = new double[dimension][2 * dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        rows[i][j] = vectors[j][i];
        rows[i][dimension + j] = vectors[j][i] * eigenvalues[i];
      }
    }
    eliminate(rows, dimension);
    double[][] matrix = new double[dimension][dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        matrix[i][j] = rows[j][dimension + i];
      }
    }
    return matrix;
  }

  /** Gauss-Jordan with the largest pivot of each column. */
  private static void eliminate(double[][] rows, int dimension) {
    for (int k = 0; k < dimension; k++) {
      int largest = k;
      for (int i = k + 1; i < dimension; i++) {
        largest = Math.abs(rows[i][k]) > Math.abs(rows[largest][k]) ? i : largest;
      }
      double[] pivot = rows[largest];
      rows[largest] = rows[k];
      rows[k] = pivot;
      double scale = 1 / pivot[k];
      for (int j = k; j < pivot.length; j++) {
        pivot[j] *= scale;
      }
      for (int i = 0; i < dimension; i++) {
        double factor = rows[i][k];
        for (int j = k; j < pivot.length && i != k; j++) {
          rows[i][j] -= factor * pivot[j];
        }
      }
    }
  }
}
