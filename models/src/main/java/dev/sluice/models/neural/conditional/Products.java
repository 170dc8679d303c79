// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

/**
 * Products of small matrices whose rows are arrays, as sums of scaled rows.
 *
 * <p>Everything comes down to one loop that adds four scaled rows to two: the compiler turns it
 * into vector instructions, and each value that is loaded is used twice. The benchmark {@code
 * Layer} has it beside ND4J.
 */
public final class Products {
  /** Numbers of rows that are added are multiples of this; the rest is filled with zeros. */
  static final int ROWS_ADDED = 4;

  private Products() {}

  /** {@code n} rounded up to a multiple of {@value #ROWS_ADDED}. */
  static int padded(int n) {
    return (n + ROWS_ADDED - 1) / ROWS_ADDED * ROWS_ADDED;
  }

  /**
   * Y += X W.
   *
   * @param x rows x inner, rows even, inner a multiple of {@value #ROWS_ADDED}
   * @param w inner x width
   * @param y rows x width
   */
  public static void add(float[][] x, float[][] w, float[][] y, int rows, int inner, int width) {
    for (int r = 0; r < rows; r += 2) {
      float[] x0 = x[r];
      float[] x1 = x[r + 1];
      for (int k = 0; k < inner; k += ROWS_ADDED) {
        addRows(
            y[r], y[r + 1], w[k], w[k + 1], w[k + 2], w[k + 3], x0[k], x0[k + 1], x0[k + 2],
            x0[k + 3], x1[k], x1[k + 1], x1[k + 2], x1[k + 3], width);
      }
    }
  }

  /**
   * Y += X' W.
   *
   * @param x rows x outer, rows a multiple of {@value #ROWS_ADDED}, outer even
   * @param w rows x width
   * @param y outer x width
   */
  static void addTransposed(float[][] x, float[][] w, float[][] y, int rows, int outer, int width) {
    for (int r = 0; r < rows; r += ROWS_ADDED) {
      float[] x0 = x[r];
      float[] x1 = x[r + 1];
      float[] x2 = x[r + 2];
      float[] x3 = x[r + 3];
      for (int k = 0; k < outer; k += 2) {
        addRows(
            y[k], y[k + 1], w[r], w[r + 1], w[r + 2], w[r + 3], x0[k], x1[k], x2[k], x3[k],
            x0[k + 1], x1[k + 1], x2[k + 1], x3[k + 1], width);
      }
    }
  }

  private static void addRows(
      float[] y,
      float[] z,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float ya,
      float yb,
      float yc,
      float yd,
      float za,
      float zb,
      float zc,
      float zd,
      int width) {
    for (int i = 0; i < width; i++) {
      float ai = a[i];
      float bi = b[i];
      float ci = c[i];
      float di = d[i];
      y[i] = Math.fma(yd, di, Math.fma(yc, ci, Math.fma(yb, bi, Math.fma(ya, ai, y[i]))));
      z[i] = Math.fma(zd, di, Math.fma(zc, ci, Math.fma(zb, bi, Math.fma(za, ai, z[i]))));
    }
  }

  /**
   * Y = X W' + bias.
   *
   * @param x rows x inner
   * @param w width x inner, its number of rows padded to a multiple of {@value #ROWS_ADDED}
   * @param y rows x padded width
   */
  static void project(
      float[][] x, float[][] w, float[] bias, float[][] y, int rows, int inner, int width) {
    for (int r = 0; r < rows; r++) {
      float[] row = x[r];
      float[] out = y[r];
      for (int c = 0; c < width; c += ROWS_ADDED) {
        projectRow(row, w[c], w[c + 1], w[c + 2], w[c + 3], bias, out, c, inner);
      }
    }
  }

  private static void projectRow(
      float[] row,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] bias,
      float[] out,
      int to,
      int inner) {
    float sa = bias[to];
    float sb = bias[to + 1];
    float sc = bias[to + 2];
    float sd = bias[to + 3];
    for (int k = 0; k < inner; k++) {
      float x = row[k];
      sa = Math.fma(x, a[k], sa);
      sb = Math.fma(x, b[k], sb);
      sc = Math.fma(x, c[k], sc);
      sd = Math.fma(x, d[k], sd);
    }
    out[to] = sa;
    out[to + 1] = sb;
    out[to + 2] = sc;
    out[to + 3] = sd;
  }
}
