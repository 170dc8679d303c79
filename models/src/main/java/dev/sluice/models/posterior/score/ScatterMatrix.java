// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * S + N m / (N + m) mean mean' of samples with scatter S about their mean and a prior sample size m
 * of the mean (m = 0: the scatter itself), and what it may be off by. With the sums s and Q of the
 * statistic that is Q - s s' / (N + m).
 *
 * <p>In fixed-point numbers: cell (i, j) is in units of 2^(exponents[i] + exponents[j]), chosen so
 * that the sum of squares Q_ii is between 2^256 and 2^258. So nothing that the statistic holds is
 * lost, whatever cancels.
 *
 * <p>The error of cell (i, j) is at most e_i e_j: a form that elimination keeps (see {@link
 * Remainders}). The statistic itself is off by a share of sum |x_i x_j| <= sqrt(Q_ii Q_jj), and so
 * is s s'/(N + m).
 */
public final class ScatterMatrix {
  /** Half the bits of a sum of squares. */
  private static final int BITS = 128;

  /** Smaller sums of squares are taken for this: their products may have underflown. */
  private static final double SMALLEST = 0x1p-1000;

  /** Errors that are made here, in units: of reading, multiplying, dividing. */
  private static final double ROUNDING = 128;

  /** The number of variables d. */
  final int dimension;

  final double samples;

  /** s / (N + m), the means as the prior samples draw them to 0. */
  final double[] means;

  /** Of the unit of each variable. */
  final int[] exponents;

  /** Lower triangle by rows, in units. */
  final BigInteger[] cells;

  /** e_i^2, in units of cell (i, i). */
  final double[] errors;

  private ScatterMatrix(GaussianStatistic statistic) {
    dimension = statistic.dimension;
    samples = statistic.weight();
    means = new double[dimension];
    exponents = new int[dimension];
    cells = new BigInteger[cell(dimension, 0)];
    errors = new double[dimension];
  }

  /**
   * The matrix of a statistic.
   *
   * @param priorSamples m
   * @throws ArithmeticException if a sum is not finite
   */
  public static ScatterMatrix of(GaussianStatistic statistic, double priorSamples) {
    checkFinite(statistic);
    ScatterMatrix matrix = new ScatterMatrix(statistic);
    int d = matrix.dimension;
    double total = matrix.samples + priorSamples;
    if (total == 0) {
      Arrays.fill(matrix.cells, BigInteger.ZERO);
      return matrix;
    }
    int ofWeight = exponent(total);
    BigInteger weight = read(statistic, 0, 2 * ofWeight).add(fixed(priorSamples, 2 * ofWeight));
    BigInteger[] sums = new BigInteger[d];
    BigInteger[] means = new BigInteger[d];
    for (int i = 0; i < d; i++) {
      matrix.exponents[i] = exponent(Math.max(SMALLEST, statistic.squares(i)));
      sums[i] = read(statistic, statistic.cell(0, i + 1), matrix.exponents[i] + ofWeight);
      means[i] = sums[i].shiftLeft(2 * BITS).divide(weight);
      matrix.means[i] =
          Math.scalb(means[i].doubleValue(), matrix.exponents[i] - ofWeight - 2 * BITS);
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        int unit = matrix.exponents[i] + matrix.exponents[j];
        BigInteger products = read(statistic, statistic.cell(j + 1, i + 1), unit);
        BigInteger ofMean = means[i].multiply(sums[j]).shiftRight(2 * BITS);
        matrix.cells[cell(i, j)] = products.subtract(ofMean);
      }
      matrix.errors[i] = error(statistic, i, matrix.exponents[i]);
    }
    return matrix;
  }

  /**
   * Twice e_i of Q for that of s s'/(N + m): eliminating the row of s as {@link Remainders} does
   * adds |s_i| / (N + m) sqrt(N) <= sqrt(Q_ii), as often.
   */
  private static double error(GaussianStatistic statistic, int variable, int exponent) {
    double squares = statistic.squares(variable);
    double relative = TripleSums.RELATIVE_ERROR * squares + TripleSums.UNDERFLOW;
    return Math.scalb(4.0 * statistic.count * relative, -2 * exponent)
        + ROUNDING
        + 2 * FixedRemainders.ROUNDING * statistic.dimension;
  }

  private static void checkFinite(GaussianStatistic statistic) {
    VariableSet overflown = statistic.overflown();
    if (!overflown.equals(VariableSet.EMPTY)) {
      throw new ArithmeticException("the squares of variables " + overflown + " overflow");
    }
  }

  /** The weight N of the samples. */
  public double samples() {
    return samples;
  }

  /** Position of cell (i, j), j at most i. */
  static int cell(int i, int j) {
    return i * (i + 1) / 2 + j;
  }

  /** Whether a variable takes one value only, as far as can be told. */
  public boolean isConstant(int variable) {
    return cells[cell(variable, variable)].doubleValue() <= 16 * errors[variable];
  }

  /** All cells to doubles, and as much more on the diagonal. */
  double[][] toDoubles(double onDiagonal) {
    double[][] matrix = new double[dimension][dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        double units = cells[cell(i, j)].doubleValue();
        matrix[i][j] = Math.scalb(units, exponents[i] + exponents[j]);
        matrix[j][i] = matrix[i][j];
      }
      matrix[i][i] += onDiagonal;
    }
    return matrix;
  }

  /** Cell (i, i) to a double, over the weight. */
  public double variance(int variable) {
    double units = cells[cell(variable, variable)].doubleValue();
    return Math.scalb(units / samples, 2 * exponents[variable]);
  }

  /** A number in units of 2^exponent. */
  static BigInteger fixed(double value, int exponent) {
    if (value == 0) {
      return BigInteger.ZERO;
    }
    int power = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
    long mantissa = (long) Math.scalb(value, -power);
    return BigInteger.valueOf(mantissa).shiftLeft(power - exponent);
  }

  private static BigInteger read(GaussianStatistic statistic, int cell, int exponent) {
    return fixed(statistic.high[cell], exponent)
        .add(fixed(statistic.middle[cell], exponent))
        .add(fixed(statistic.low[cell], exponent));
  }

  /** Of units that leave a number of this size with twice {@link #BITS}. */
  private static int exponent(double square) {
    return Math.floorDiv(Math.getExponent(square), 2) - BITS;
  }
}
