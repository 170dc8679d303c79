// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import java.util.Arrays;

/**
 * The constraint h(A) = tr exp A - N of a matrix A of numbers from 0 to 1: 0 if and only if A has
 * no cycle (Zheng et al., "DAGs with NO TEARS", NeurIPS 2018). Its gradient is the transpose of exp
 * A. The sum of its lowest terms is that of A_ij A_ji over all pairs.
 *
 * <p>DCDI's authors divide by its value of the full graph. That grows as e^N: of 20 variables it is
 * 2e8, and a cycle of two counts for nothing beside it.
 *
 * <p>What is computed is exp A - I, by its Taylor series for A / 2^s and by (I + E)^2 - I = 2 E +
 * E^2 s times. As no number is negative nothing cancels: every entry has nearly full precision, and
 * the trace of a graph without cycles is 0 to the bit.
 */
final class Acyclicity {
  private static final double SMALL = 0.5;
  private static final double NEGLIGIBLE = 0x1p-60;

  private final int n;
  private double[][] exponential;
  private double[][] power;
  private double[][] product;

  /** For so many variables. */
  Acyclicity(int variables) {
    n = variables;
    exponential = new double[n][n];
    power = new double[n][n];
    product = new double[n][n];
  }

  /** h of a matrix, N x N, without negative entries. */
  double of(double[][] matrix) {
    double norm = 0;
    for (int i = 0; i < n; i++) {
      double row = 0;
      for (int j = 0; j < n; j++) {
        row += matrix[i][j];
      }
      norm = Math.max(norm, row);
    }
    int squarings = norm > SMALL ? Math.getExponent(norm / SMALL) + 1 : 0;
    taylor(matrix, StrictMath.scalb(1.0, -squarings));
    for (int s = 0; s < squarings; s++) {
      square();
    }
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += exponential[i][i];
    }
    return trace;
  }

  /** The derivative of h in entry (i, j) of the matrix that {@link #of} was last asked for. */
  double slope(int i, int j) {
    return exponential[j][i] + (i == j ? 1 : 0);
  }

  private void taylor(double[][] matrix, double factor) {
    double[][] small = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        small[i][j] = factor * matrix[i][j];
        power[i][j] = small[i][j];
        exponential[i][j] = small[i][j];
      }
    }
    double bound = SMALL;
    for (int k = 2; bound > NEGLIGIBLE; k++) {
      multiply(power, small, 1.0 / k);
      double[][] next = product;
      product = power;
      power = next;
      add(power, 1);
      bound *= SMALL / k;
    }
  }

  private void square() {
    multiply(exponential, exponential, 1);
    double[][] twice = exponential;
    exponential = product;
    product = twice;
    add(twice, 2);
  }

  private void multiply(double[][] a, double[][] b, double factor) {
    for (int i = 0; i < n; i++) {
      double[] row = product[i];
      Arrays.fill(row, 0);
      for (int k = 0; k < n; k++) {
        double x = factor * a[i][k];
        for (int j = 0; j < n && x != 0; j++) {
          row[j] += x * b[k][j];
        }
      }
    }
  }

  private void add(double[][] matrix, double factor) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        exponential[i][j] += factor * matrix[i][j];
      }
    }
  }
}
