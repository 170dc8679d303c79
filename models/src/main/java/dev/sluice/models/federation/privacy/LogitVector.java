// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

/**
 * Changes of a site's logits as one vector, of which the norm is clipped: d (d - 1) of existence
 * (gamma), row by row without the diagonal, then d (d - 1) / 2 of orientation (theta, i &lt; j),
 * since theta_ji = -theta_ij tells nothing more.
 */
public final class LogitVector {
  /** Rounding errors, above which orientation logits are not antisymmetric. */
  private static final double NEGLIGIBLE = 1e-9;

  private LogitVector() {}

  /** How many numbers there are of d variables. */
  public static int length(int d) {
    return Math.multiplyExact(3, d * (d - 1) / 2);
  }

  /**
   * The vector of two matrices.
   *
   * @param gamma d x d; the diagonal, which some learners fill with a large negative number, is not
   *     read
   * @param theta d x d, antisymmetric
   * @throws IllegalArgumentException if shapes differ or theta is not antisymmetric
   */
  public static double[] of(double[][] gamma, double[][] theta) {
    int d = gamma.length;
    if (theta.length != d) {
      throw new IllegalArgumentException("%d variables and %d".formatted(d, theta.length));
    }
    double[] vector = new double[length(d)];
    int next = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        if (i != j) {
          vector[next++] = gamma[i][j];
        }
      }
    }
    for (int i = 0; i < d; i++) {
      for (int j = i + 1; j < d; j++) {
        if (!(Math.abs(theta[i][j] + theta[j][i]) <= NEGLIGIBLE)) {
          throw new IllegalArgumentException(
              "orientation %d -> %d is %s, and back %s".formatted(i, j, theta[i][j], theta[j][i]));
        }
        vector[next++] = theta[i][j];
      }
    }
    return vector;
  }

  /** The first part, d x d with zeros on the diagonal. */
  public static double[][] gamma(double[] vector, int d) {
    check(vector, d);
    double[][] gamma = new double[d][d];
    int next = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        if (i != j) {
          gamma[i][j] = vector[next++];
        }
      }
    }
    return gamma;
  }

  /** The second part, d x d and antisymmetric. */
  public static double[][] theta(double[] vector, int d) {
    check(vector, d);
    double[][] theta = new double[d][d];
    int next = d * (d - 1);
    for (int i = 0; i < d; i++) {
      for (int j = i + 1; j < d; j++) {
        theta[i][j] = vector[next++];
        theta[j][i] = -theta[i][j];
      }
    }
    return theta;
  }

  private static void check(double[] vector, int d) {
    if (vector.length != length(d)) {
      throw new IllegalArgumentException(
          "%d numbers are not those of %d variables".formatted(vector.length, d));
    }
  }
}
