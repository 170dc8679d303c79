// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.math.BigInteger;

/** Elimination in the fixed-point numbers of {@link ScatterMatrix}: exact but for what is read. */
public final class FixedRemainders extends Remainders {
  /** Roundings of one elimination, in units. */
  static final double ROUNDING = 4;

  /** Bits of a factor after the point; a cell has at most 258 besides t. */
  private static final int FRACTION = 264;

  /** Bits that make a double. */
  private static final int DOUBLE = 64;

  /** Powers of two that leave a ratio within the range of doubles. */
  private static final int LARGEST_POWER = 900;

  /** t is this, at least 1 and below 2, times 2^powers in the units of each variable. */
  private final double mantissa;

  private final int[] powers;

  /** Of the unit of each variable in {@link #cell}, and in those of the matrix. */
  private final int[] units;

  private final int[] halves;

  /** By number of eliminated variables: lower triangle by rows. */
  private final BigInteger[][] cells;

  private final double[] factors;

  /** Of a matrix with the prior's sample size of the mean, and t = scale. */
  public FixedRemainders(ScatterMatrix matrix, double scale) {
    super(matrix.dimension);
    // as a whole number of units t may be of few digits, or 0
    int power =
        scale < Double.MIN_NORMAL ? Math.getExponent(scale * 0x1p52) - 52 : Math.getExponent(scale);
    mantissa = Math.scalb(scale, -power);
    powers = new int[dimension];
    units = new int[dimension];
    halves = new int[dimension];
    cells = new BigInteger[dimension][];
    cells[0] = matrix.cells.clone();
    for (int i = 0; i < dimension; i++) {
      BigInteger ofScale = ScatterMatrix.fixed(scale, 2 * matrix.exponents[i]);
      powers[i] = power - 2 * matrix.exponents[i];
      int diagonal = ScatterMatrix.cell(i, i);
      cells[0][diagonal] = cells[0][diagonal].add(ofScale);
      halves[i] = (cells[0][diagonal].bitLength() + 1) / 2;
      units[i] = matrix.exponents[i] + halves[i];
      errors[0][i] = Math.sqrt(matrix.errors[i]);
    }
    for (int eliminated = 1; eliminated < dimension; eliminated++) {
      cells[eliminated] = new BigInteger[cells[0].length];
    }
    factors = new double[dimension];
  }

  @Override
  public int unit(int i) {
    return units[i];
  }

  @Override
  public double cell(int eliminated, int i, int j) {
    BigInteger value = cells[eliminated][ScatterMatrix.cell(i, j)];
    int shift = Math.max(0, value.bitLength() - DOUBLE);
    return Math.scalb(value.shiftRight(shift).doubleValue(), shift - halves[i] - halves[j]);
  }

  @Override
  double diagonal(int eliminated, int k) {
    return cells[eliminated][ScatterMatrix.cell(k, k)].doubleValue();
  }

  @Override
  double logRatio(int eliminated, int k) {
    BigInteger pivot = cells[eliminated][ScatterMatrix.cell(k, k)];
    int shift = Math.max(0, pivot.bitLength() - DOUBLE);
    double ratio = pivot.shiftRight(shift).doubleValue() / mantissa;
    int power = shift - powers[k];
    boolean fits = Math.abs(power) <= LARGEST_POWER;
    double log = fits ? Math.log(Math.scalb(ratio, power)) : Math.log(ratio) + power * Math.log(2);
    return Math.max(0, log);
  }

  @Override
  double[] eliminateCells(int eliminated, int k) {
    BigInteger[] from = cells[eliminated];
    BigInteger[] to = cells[eliminated + 1];
    BigInteger pivot = from[ScatterMatrix.cell(k, k)];
    for (int i = 0; i < k; i++) {
      BigInteger factor = from[ScatterMatrix.cell(k, i)].shiftLeft(FRACTION).divide(pivot);
      factors[i] = Math.abs(Math.scalb(factor.doubleValue(), -FRACTION));
      for (int j = 0; j <= i; j++) {
        BigInteger product = factor.multiply(from[ScatterMatrix.cell(k, j)]).shiftRight(FRACTION);
        to[ScatterMatrix.cell(i, j)] = from[ScatterMatrix.cell(i, j)].subtract(product);
      }
    }
    return factors;
  }
}
