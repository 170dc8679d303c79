// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

/** Cholesky factors of small positive definite matrices, row-major in parts of arrays. */
final class SquareMatrices {
  /** What of a diagonal entry rounding may leave as a pivot that is 0. */
  private static final double ROUNDING = 0x1p-45;

  private SquareMatrices() {}

  /**
   * Replaces the lower triangle of a positive definite matrix by its Cholesky factor L, A = L L'.
   *
   * @param at index of the first of its k x k entries; the upper triangle is not read
   * @param floor what every pivot is at least in exact arithmetic, above 0: the least eigenvalue of
   *     a summand of the matrix. A pivot that rounding leaves below it, or that is nothing but
   *     rounding, is raised.
   * @throws ArithmeticException if a pivot is not finite
   */
  static void cholesky(double[] matrix, int at, int k, double floor) {
    for (int j = 0; j < k; j++) {
      double least = Math.max(floor, ROUNDING * matrix[at + j * k + j]);
      for (int i = j; i < k; i++) {
        double sum = matrix[at + i * k + j];
        for (int m = 0; m < j; m++) {
          sum -= matrix[at + i * k + m] * matrix[at + j * k + m];
        }
        if (i > j) {
          matrix[at + i * k + j] = sum / matrix[at + j * k + j];
        } else {
          if (!Double.isFinite(sum)) {
            throw new ArithmeticException("matrix is not positive definite: pivot " + sum);
          }
          matrix[at + j * k + j] = Math.sqrt(Math.max(sum, least));
        }
      }
    }
  }

  /** Replaces b by the solution of L z = b. */
  static void solveLower(double[] factor, int at, int k, double[] b) {
    for (int i = 0; i < k; i++) {
      double sum = b[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[at + i * k + j] * b[j];
      }
      b[i] = sum / factor[at + i * k + i];
    }
  }

  /** Replaces z by the solution of L' x = z. */
  static void solveUpper(double[] factor, int at, int k, double[] z) {
    for (int i = k - 1; i >= 0; i--) {
      double sum = z[i];
      for (int j = i + 1; j < k; j++) {
        sum -= factor[at + j * k + i] * z[j];
      }
      z[i] = sum / factor[at + i * k + i];
    }
  }
}
