// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.Arrays;

/**
 * Vectors of a chunk of sequences side by side: an array per feature and step that holds a number
 * per sequence, its lane. So a loop over lanes does the same to all sequences, which the JIT
 * compiler turns into vector instructions; arrays of a loop have one index, without which it would
 * not.
 *
 * @param features entries of a vector
 * @param steps vectors of a sequence
 * @param width lanes
 * @param rows feature by feature, step by step within
 */
record Lanes(int features, int steps, int width, double[][] rows) {

  static Lanes zero(int features, int steps, int width) {
    return new Lanes(features, steps, width, new double[features * steps][width]);
  }

  double[] row(int feature, int step) {
    return rows[feature * steps + step];
  }

  /** Some of the features, which share their rows with these. */
  Lanes part(int from, int count) {
    return new Lanes(
        count, steps, width, Arrays.copyOfRange(rows, from * steps, (from + count) * steps));
  }

  /** Some of the steps, sharing rows with these. */
  Lanes steps(int from, int count) {
    double[][] some = new double[features * count][];
    for (int f = 0; f < features; f++) {
      System.arraycopy(rows, f * steps + from, some, f * count, count);
    }
    return new Lanes(features, count, width, some);
  }

  /** These features, then others of as many steps, sharing rows with both. */
  Lanes with(Lanes more) {
    double[][] all = Arrays.copyOf(rows, rows.length + more.rows.length);
    System.arraycopy(more.rows, 0, all, rows.length, more.rows.length);
    return new Lanes(features + more.features, steps, width, all);
  }

  /** Adds others of the same shape, or their first features. */
  void add(Lanes other) {
    for (int r = 0; r < rows.length; r++) {
      double[] row = rows[r];
      double[] more = other.rows[r];
      for (int b = 0; b < row.length; b++) {
        row[b] += more[b];
      }
    }
  }

  /** Clips all entries to so far from 0; what is no number stays so. */
  void clip(double bound) {
    for (double[] row : rows) {
      for (int b = 0; b < row.length; b++) {
        row[b] = Math.max(-bound, Math.min(bound, row[b]));
      }
    }
  }

  /** A copy, with 0 where the entry of clipped ones is at its bound: there nothing moves it. */
  Lanes whereWithin(double bound, Lanes clipped) {
    Lanes copy = zero(features, steps, width);
    for (int r = 0; r < rows.length; r++) {
      for (int b = 0; b < width; b++) {
        copy.rows[r][b] = Math.abs(clipped.rows[r][b]) < bound ? rows[r][b] : 0;
      }
    }
    return copy;
  }

  /** Adds to {@code sum} n products x y, of rows that begin and follow as said. */
  static void dot(
      double[] sum, double[][] x, int xFrom, int xStep, double[][] y, int yFrom, int yStep, int n) {
    int i = xFrom;
    int j = yFrom;
    int left = n;
    for (; left >= 2; left -= 2) {
      addTwo(sum, x[i], x[i + xStep], y[j], y[j + yStep]);
      i += 2 * xStep;
      j += 2 * yStep;
    }
    if (left > 0) {
      addProduct(sum, x[i], y[j]);
    }
  }

  /** Two products per load and store of the sum; four would be too many arrays for the compiler. */
  private static void addTwo(double[] sum, double[] x0, double[] x1, double[] y0, double[] y1) {
    for (int b = 0; b < sum.length; b++) {
      sum[b] += x0[b] * y0[b] + x1[b] * y1[b];
    }
  }

  private static void addProduct(double[] sum, double[] x, double[] y) {
    for (int b = 0; b < sum.length; b++) {
      sum[b] += x[b] * y[b];
    }
  }

  static void scale(double[] row, double factor) {
    for (int b = 0; b < row.length; b++) {
      row[b] *= factor;
    }
  }
}
