// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.Arrays;

/**
 * A symmetric matrix per lane. Entries (i, j) and (j, i) are one row of lanes, so that it stays
 * symmetric to the bit and an update costs half.
 *
 * @param size rows and columns of the matrix
 * @param rows row by row of the matrix
 */
record SymmetricLanes(int size, double[][] rows) {

  /** A multiple of the identity. */
  static SymmetricLanes diagonal(int size, int width, double value) {
    double[][] rows = new double[size * size][];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        rows[i * size + j] = new double[width];
        rows[j * size + i] = rows[i * size + j];
      }
      Arrays.fill(rows[i * size + i], value);
    }
    return new SymmetricLanes(size, rows);
  }

  /** The matrix times the vectors, one per lane; a row of lanes per entry. */
  void times(double[][] vectors, double[][] result) {
    for (int i = 0; i < size; i++) {
      Arrays.fill(result[i], 0);
      Lanes.dot(result[i], rows, i * size, 1, vectors, 0, 1, size);
    }
  }

  /** M = factor (M + weight x x^T), with a weight per lane. */
  void addSquare(double[] weight, double[][] x, double factor) {
    double[] weighted = new double[weight.length];
    for (int i = 0; i < size; i++) {
      for (int b = 0; b < weighted.length; b++) {
        weighted[b] = weight[b] * x[i][b];
      }
      for (int j = 0; j <= i; j++) {
        addProduct(rows[i * size + j], weighted, x[j], factor);
      }
    }
  }

  private static void addProduct(double[] row, double[] x, double[] y, double factor) {
    for (int b = 0; b < row.length; b++) {
      row[b] = factor * (row[b] + x[b] * y[b]);
    }
  }

  /** M = factor (M + weight (x y^T + y x^T)). */
  void addProducts(double weight, double[][] x, double[][] y, double factor) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        addProducts(rows[i * size + j], weight, x[i], y[j], x[j], y[i], factor);
      }
    }
  }

  private static void addProducts(
      double[] row,
      double weight,
      double[] xi,
      double[] yj,
      double[] xj,
      double[] yi,
      double factor) {
    for (int b = 0; b < row.length; b++) {
      row[b] = factor * (row[b] + weight * (xi[b] * yj[b] + xj[b] * yi[b]));
    }
  }

  /** The sum of all lanes' traces. */
  double trace() {
    double trace = 0;
    for (int i = 0; i < size; i++) {
      for (double entry : rows[i * size + i]) {
        trace += entry;
      }
    }
    return trace;
  }

  /** The largest distance of an entry from that of a multiple of the identity. */
  double distance(double diagonal) {
    double largest = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        for (double entry : rows[i * size + j]) {
          double distance = Math.abs(entry - (i == j ? diagonal : 0));
          // A comparison with NaN is false: it must not look small.
          largest = distance <= largest ? largest : distance;
        }
      }
    }
    return largest;
  }
}
