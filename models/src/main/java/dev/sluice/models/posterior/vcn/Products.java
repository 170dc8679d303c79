// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

/**
 * Products of small matrices in double precision whose rows are arrays, as sums of scaled rows: one
 * loop adds four scaled rows to two, which the compiler turns into vector instructions, and each
 * value that is loaded is used twice. The same in single precision: {@link
 * dev.sluice.models.neural.conditional.Products}.
 */
final class Products {
  private static final int ADDED = 4;

  private Products() {}

  /**
   * Y += X W, of some rows of X and as many of Y.
   *
   * @param w as many rows as X has columns, a multiple of {@value #ADDED}
   * @param x row row number {@code fromX} is the first
   * @param fromY the first row of Y
   */
  static void add(double[][] x, int fromX, double[][] w, double[][] y, int fromY, int rows) {
    for (int r = 0; r < rows; r += 2) {
      boolean both = r + 1 < rows;
      double[] x0 = x[fromX + r];
      double[] x1 = x[fromX + (both ? r + 1 : r)];
      double[] y0 = y[fromY + r];
      for (int k = 0; k < w.length; k += ADDED) {
        if (both) {
          addRows(y0, y[fromY + r + 1], w, k, x0, x1, k);
        } else {
          addRow(y0, w, k, x0, k);
        }
      }
    }
  }

  private static void addRows(
      double[] y, double[] z, double[][] w, int k, double[] xy, double[] xz, int at) {
    addRows(
        y,
        z,
        w[k],
        w[k + 1],
        w[k + 2],
        w[k + 3],
        xy[at],
        xy[at + 1],
        xy[at + 2],
        xy[at + 3],
        xz[at],
        xz[at + 1],
        xz[at + 2],
        xz[at + 3]);
  }

  /**
   * Y += X' W.
   *
   * @param x rows of an even number of columns, which is the number of rows of Y
   * @param fromX the first row of X
   * @param w rows, as many, from row {@code fromW}
   */
  static void addTransposed(
      double[][] x, int fromX, double[][] w, int fromW, double[][] y, int rows) {
    int whole = rows / ADDED * ADDED;
    for (int r = 0; r < whole; r += ADDED) {
      double[] a = x[fromX + r];
      double[] b = x[fromX + r + 1];
      double[] c = x[fromX + r + 2];
      double[] d = x[fromX + r + 3];
      int at = fromW + r;
      for (int k = 0; k < y.length; k += 2) {
        addRows(
            y[k], y[k + 1], w[at], w[at + 1], w[at + 2], w[at + 3], a[k], b[k], c[k], d[k],
            a[k + 1], b[k + 1], c[k + 1], d[k + 1]);
      }
    }
    for (int r = whole; r < rows; r++) {
      for (int k = 0; k < y.length; k++) {
        addScaled(y[k], w[fromW + r], x[fromX + r][k]);
      }
    }
  }

  private static void addRow(double[] y, double[][] w, int k, double[] x, int at) {
    double[] a = w[k];
    double[] b = w[k + 1];
    double[] c = w[k + 2];
    double[] d = w[k + 3];
    double xa = x[at];
    double xb = x[at + 1];
    double xc = x[at + 2];
    double xd = x[at + 3];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(xd, d[i], Math.fma(xc, c[i], Math.fma(xb, b[i], Math.fma(xa, a[i], y[i]))));
    }
  }

  /** y += factor x. */
  static void addScaled(double[] y, double[] x, double factor) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(factor, x[i], y[i]);
    }
  }

  private static void addRows(
      double[] y,
      double[] z,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double ya,
      double yb,
      double yc,
      double yd,
      double za,
      double zb,
      double zc,
      double zd) {
    for (int i = 0; i < y.length; i++) {
      double ai = a[i];
      double bi = b[i];
      double ci = c[i];
      double di = d[i];
      y[i] = Math.fma(yd, di, Math.fma(yc, ci, Math.fma(yb, bi, Math.fma(ya, ai, y[i]))));
      z[i] = Math.fma(zd, di, Math.fma(zc, ci, Math.fma(zb, bi, Math.fma(za, ai, z[i]))));
    }
  }
}
