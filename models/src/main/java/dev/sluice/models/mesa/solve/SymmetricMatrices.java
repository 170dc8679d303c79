// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/** Products, norms and Cholesky factors of small symmetric matrices in parts of arrays. */
public final class SymmetricMatrices {
  private static final int POWERS = 100;
  private static final double CONVERGED = 1e-6;

  private SymmetricMatrices() {}

  /** y = (H + ridge I) x. */
  static void product(double[] h, int at, int n, double ridge, double[] x, double[] y) {
    for (int i = 0; i < n; i++) {
      double sum = ridge * x[i];
      int row = at + i * n;
      for (int j = 0; j < n; j++) {
        sum += h[row + j] * x[j];
      }
      y[i] = sum;
    }
  }

  static double dot(double[] a, double[] b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The Frobenius norm of H + ridge I: the root of the sum of squares of all entries. */
  static double frobeniusNorm(double[] h, int at, int n, double ridge) {
    double squares = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = h[at + i * n + j] + (i == j ? ridge : 0);
        squares += entry * entry;
      }
    }
    return Math.sqrt(squares);
  }

  /**
   * The largest eigenvalue of H + ridge I, H positive semidefinite, by powers from the row of the
   * largest diagonal entry, until they agree to 1e-6; then too small by little more than that,
   * which a series over it does not mind.
   */
  static double spectralNorm(double[] h, int at, int n, double ridge, Workspace workspace) {
    int largest = 0;
    for (int i = 1; i < n; i++) {
      largest = h[at + i * n + i] > h[at + largest * n + largest] ? i : largest;
    }
    double[] x = workspace.one;
    double[] y = workspace.two;
    System.arraycopy(h, at + largest * n, x, 0, n);
    x[largest] += ridge;
    double norm = 0;
    for (int power = 0; power < POWERS; power++) {
      double length = Math.sqrt(dot(x, x, n));
      if (length == 0) {
        return 0;
      }
      for (int i = 0; i < n; i++) {
        x[i] /= length;
      }
      product(h, at, n, ridge, x, y);
      double next = dot(x, y, n);
      System.arraycopy(y, 0, x, 0, n);
      if (Math.abs(next - norm) <= CONVERGED * next) {
        return next;
      }
      norm = next;
    }
    return norm;
  }

  /**
   * The lower Cholesky factor of H + ridge I, with the reciprocals of its diagonal in the
   * diagonal's place. In exact arithmetic every pivot is at least the ridge; one that rounding
   * leaves below it is raised.
   */
  public static void factor(double[] h, int at, int n, double ridge, double[] factor) {
    for (int i = 0; i < n; i++) {
      int row = i * n;
      for (int j = 0; j < i; j++) {
        double sum = h[at + row + j];
        int other = j * n;
        for (int m = 0; m < j; m++) {
          sum -= factor[row + m] * factor[other + m];
        }
        factor[row + j] = sum * factor[other + j];
      }
      double pivot = h[at + row + i] + ridge;
      for (int m = 0; m < i; m++) {
        pivot -= factor[row + m] * factor[row + m];
      }
      factor[row + i] = 1 / Math.sqrt(pivot < ridge ? ridge : pivot);
    }
  }

  /** Solves L L' x = x in place, given the {@link #factor}. */
  public static void solve(double[] factor, int n, double[] x) {
    for (int i = 0; i < n; i++) {
      double sum = x[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[i * n + j] * x[j];
      }
      x[i] = sum * factor[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double xi = x[i] * factor[i * n + i];
      x[i] = xi;
      for (int j = 0; j < i; j++) {
        x[j] -= factor[i * n + j] * xi;
      }
    }
  }

  /** |z - (H + ridge I) x| / |z|. */
  static double residual(
      double[] h, int at, int n, double ridge, double[] z, double[] x, double[] room) {
    product(h, at, n, ridge, x, room);
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (z[i] - room[i]) * (z[i] - room[i]);
    }
    double length = dot(z, z, n);
    return length == 0 ? 0 : Math.sqrt(squares / length);
  }
}
