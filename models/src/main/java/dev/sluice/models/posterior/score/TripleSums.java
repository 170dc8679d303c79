// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.util.Arrays;

/**
 * Sums of products whose error is far below a double's: every cell is an unevaluated sum high +
 * middle + low of three doubles. Products are split by a fused multiply-add, sums by the two-sum of
 * Knuth; nothing is lost but in the last addition to low.
 *
 * <p>With u = 2^-53 and H the sum of the absolute products of a cell: after {@link #renormalise}
 * |middle| <= u H and |low| <= u^2 H, up to terms of higher order. The next m additions leave
 * |middle| <= (m + 2) u H, and each adds at most 2 (m + 2) u^2 H to low; so an addition's rounding
 * is at most 2 (m + 2) u^3 H and u |low|. Renormalised every {@value #BLOCK} additions, that is 62
 * u^3 H on average. Merging, and scaling by a factor of at most 1, cost less than 16 u^3 H each,
 * and there are at most two scalings and one merge to an addition. Hence {@link #RELATIVE_ERROR}.
 *
 * <p>Every loop runs over all cells and does one thing: so the compiler makes vector code of it,
 * which it does not of one loop that does everything (four times as slow).
 */
final class TripleSums {
  /** Additions after which cells are renormalised. */
  static final int BLOCK = 8;

  /** What a cell of n additions is off by, at most, as a share of n H: 128 u^3. */
  static final double RELATIVE_ERROR = 0x1p-152;

  /** Two-products are exact but for what is smaller than this, for each addition. */
  static final double UNDERFLOW = 0x1p-1070;

  /** Space for the products of one sample; made when it is needed. */
  static final class Scratch {
    private double[] left = {};
    private double[] right = {};
    private double[] product = {};
    private double[] rest = {};

    /** Sets the cells to be multiplied: the upper triangle of z z' by rows, where z = (1, x). */
    void set(double[] x) {
      int cells = GaussianStatistic.cells(x.length);
      if (left.length != cells) {
        left = new double[cells];
        right = new double[cells];
        product = new double[cells];
        rest = new double[cells];
      }
      right[0] = 1;
      System.arraycopy(x, 0, right, 1, x.length);
      Arrays.fill(left, 0, x.length + 1, 1);
      int row = x.length + 1;
      for (int i = 0; i < x.length; i++) {
        int length = x.length - i;
        System.arraycopy(x, i, right, row, length);
        Arrays.fill(left, row, row + length, x[i]);
        row += length;
      }
    }
  }

  private TripleSums() {}

  /** Adds the products that were set. */
  static void addProducts(Scratch scratch, double[] high, double[] middle, double[] low) {
    multiply(scratch.left, scratch.right, scratch.product, scratch.rest);
    add(high, scratch.product);
    add(middle, scratch.rest);
    add(middle, scratch.product);
    addRests(low, scratch.product, scratch.rest);
  }

  /** Lets middle and low hold only what high and middle cannot. */
  static void renormalise(double[] high, double[] middle, double[] low) {
    add(middle, low);
    add(high, middle);
    add(middle, low);
  }

  /** Adds other cells. */
  static void merge(
      double[] high,
      double[] middle,
      double[] low,
      double[] otherHigh,
      double[] otherMiddle,
      double[] otherLow) {
    double[] highRest = otherHigh.clone();
    double[] middleRest = otherMiddle.clone();
    add(high, highRest);
    add(middle, middleRest);
    add(middle, highRest);
    for (int cell = 0; cell < low.length; cell++) {
      low[cell] += otherLow[cell] + (highRest[cell] + middleRest[cell]);
    }
    renormalise(high, middle, low);
  }

  /** Multiplies by a factor. */
  static void scale(double[] high, double[] middle, double[] low, double factor) {
    for (int cell = 0; cell < high.length; cell++) {
      double first = high[cell] * factor;
      double firstRest = Math.fma(high[cell], factor, -first);
      double second = middle[cell] * factor;
      double secondRest = Math.fma(middle[cell], factor, -second);
      high[cell] = first;
      double sum = firstRest + second;
      double part = sum - firstRest;
      middle[cell] = sum;
      low[cell] = low[cell] * factor + secondRest + ((firstRest - (sum - part)) + (second - part));
    }
    renormalise(high, middle, low);
  }

  private static void multiply(double[] left, double[] right, double[] product, double[] rest) {
    for (int cell = 0; cell < product.length; cell++) {
      double rounded = left[cell] * right[cell];
      product[cell] = rounded;
      rest[cell] = Math.fma(left[cell], right[cell], -rounded);
    }
  }

  /** Two-sum (Knuth): {@code addend} is added, and becomes what rounding has left of it. */
  private static void add(double[] sum, double[] addend) {
    for (int cell = 0; cell < sum.length; cell++) {
      double before = sum[cell];
      double added = addend[cell];
      double after = before + added;
      double part = after - before;
      sum[cell] = after;
      addend[cell] = (before - (after - part)) + (added - part);
    }
  }

  private static void addRests(double[] low, double[] first, double[] second) {
    for (int cell = 0; cell < low.length; cell++) {
      low[cell] += first[cell] + second[cell];
    }
  }
}
