// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.math.BigInteger;

/**
 * Elimination in double-doubles (high + low), of the matrix scaled by powers of two to a diagonal
 * between 1/4 and 1.
 *
 * <p>An operation here is off by less than 8 u^2 of its largest operand (u = 2^-53; Joldes, Muller
 * and Popescu 2017), of which a_ij - f_i a_kj takes four, and no operand exceeds sqrt(a_ii a_jj).
 */
public final class DoubleRemainders extends Remainders {
  /** 64 u^2. */
  private static final double ROUNDING = 0x1p-100;

  /** Bits of one part when an integer becomes a double-double: three of them fit exactly. */
  private static final int PART = 42;

  /** Smaller scales lose digits, or are too small to divide by: 2^-900. */
  private static final int SMALLEST_POWER = -900;

  /** t in the scale of each variable, times a power of two where it would be too small. */
  private final double[] scales;

  /** ln of that power. */
  private final double[] logPowers;

  /** Of the unit of each variable. */
  private final int[] units;

  /** By number of eliminated variables: lower triangle by rows; null until so many were. */
  private final double[][] high;

  private final double[][] low;

  private final double[] factors;

  /** Of a matrix with the prior's sample size of the mean, and t = scale. */
  public DoubleRemainders(ScatterMatrix matrix, double scale) {
    super(matrix.dimension);
    int cells = matrix.cells.length;
    high = new double[dimension][];
    low = new double[dimension][];
    high[0] = new double[cells];
    low[0] = new double[cells];
    scales = new double[dimension];
    logPowers = new double[dimension];
    factors = new double[dimension];
    units = new int[dimension];
    int[] halves = new int[dimension];
    for (int i = 0; i < dimension; i++) {
      BigInteger ofScale = ScatterMatrix.fixed(scale, 2 * matrix.exponents[i]);
      BigInteger diagonal = matrix.cells[ScatterMatrix.cell(i, i)].add(ofScale);
      halves[i] = (diagonal.bitLength() + 1) / 2;
      units[i] = matrix.exponents[i] + halves[i];
      int power = -2 * units[i];
      int raised = Math.max(0, SMALLEST_POWER - power - Math.getExponent(scale));
      scales[i] = Math.scalb(scale, power + raised);
      logPowers[i] = raised * Math.log(2);
      read(diagonal, ScatterMatrix.cell(i, i), 2 * halves[i]);
      for (int j = 0; j < i; j++) {
        int cell = ScatterMatrix.cell(i, j);
        read(matrix.cells[cell], cell, halves[i] + halves[j]);
      }
      double error = Math.scalb(matrix.errors[i], -2 * halves[i]);
      errors[0][i] = Math.sqrt(error + ROUNDING * (dimension + 1));
    }
  }

  /** Reads the highest 126 bits of a number, divided by a power of two. */
  private void read(BigInteger number, int cell, int power) {
    int dropped = Math.max(0, number.bitLength() - 3 * PART);
    BigInteger kept = number.shiftRight(dropped);
    long mask = (1L << PART) - 1;
    double top = Math.scalb((double) kept.shiftRight(2 * PART).longValue(), 2 * PART);
    double middle = Math.scalb((double) (kept.shiftRight(PART).longValue() & mask), PART);
    double bottom = kept.longValue() & mask;
    // top may be 0, but is else at least as large as what follows
    double sum = top + middle;
    double rest = middle - (sum - top) + bottom;
    double total = sum + rest;
    high[0][cell] = Math.scalb(total, dropped - power);
    low[0][cell] = Math.scalb(rest - (total - sum), dropped - power);
  }

  /** Cell (i, j) of the scaled matrix, to a double. */
  public double high(int i, int j) {
    return high[0][ScatterMatrix.cell(Math.max(i, j), Math.min(i, j))];
  }

  /** What {@link #high(int, int)} lacks. */
  public double low(int i, int j) {
    return low[0][ScatterMatrix.cell(Math.max(i, j), Math.min(i, j))];
  }

  /** e_i of the scaled matrix, roundings of all eliminations included. */
  public double error(int i) {
    return errors[0][i];
  }

  /** t in the scale of variable i, but for the power of two whose ln is {@link #logPower}. */
  public double scale(int i) {
    return scales[i];
  }

  /** ln of what {@link #scale} was multiplied by, where it would be too small. */
  public double logPower(int i) {
    return logPowers[i];
  }

  @Override
  public int unit(int i) {
    return units[i];
  }

  @Override
  public double cell(int eliminated, int i, int j) {
    return high[eliminated][ScatterMatrix.cell(i, j)];
  }

  @Override
  double diagonal(int eliminated, int k) {
    return high[eliminated][ScatterMatrix.cell(k, k)];
  }

  @Override
  double logRatio(int eliminated, int k) {
    double ratio = high[eliminated][ScatterMatrix.cell(k, k)] / scales[k];
    return Math.log(Math.max(1, ratio)) + logPowers[k];
  }

  @Override
  double[] eliminateCells(int eliminated, int k) {
    double[] fromHigh = high[eliminated];
    double[] fromLow = low[eliminated];
    if (high[eliminated + 1] == null) {
      high[eliminated + 1] = new double[fromHigh.length];
      low[eliminated + 1] = new double[fromLow.length];
    }
    double[] toHigh = high[eliminated + 1];
    double[] toLow = low[eliminated + 1];
    int row = ScatterMatrix.cell(k, 0);
    double pivot = fromHigh[row + k];
    double pivotRest = fromLow[row + k];
    int cell = 0;
    for (int i = 0; i < k; i++) {
      // f = a_ik / a_kk: a double, then what that leaves
      double factor = fromHigh[row + i] / pivot;
      double product = factor * pivot;
      double rest =
          (fromHigh[row + i] - product)
              - Math.fma(factor, pivot, -product)
              + (fromLow[row + i] - factor * pivotRest);
      double factorRest = rest / pivot;
      factors[i] = Math.abs(factor);
      for (int j = 0; j <= i; j++, cell++) {
        // a_ij - f_i a_kj
        double a = fromHigh[row + j];
        double b = factor * a;
        double bRest = Math.fma(factor, a, -b) + (factor * fromLow[row + j] + factorRest * a);
        double before = fromHigh[cell];
        double after = before - b;
        double part = after - before;
        double afterRest = (before - (after - part)) - (b + part) + (fromLow[cell] - bRest);
        double total = after + afterRest;
        toHigh[cell] = total;
        toLow[cell] = afterRest - (total - after);
      }
    }
    return factors;
  }
}
