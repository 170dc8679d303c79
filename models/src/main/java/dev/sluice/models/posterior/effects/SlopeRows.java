// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.posterior.score.DoubleRemainders;
import dev.sluice.models.posterior.score.Remainders;

/**
 * The elimination of a set of variables, and last of a cause, from the matrix R of some samples, in
 * double-doubles with bounds of the errors; see {@link Remainders} and {@link DoubleRemainders},
 * whose operations these are. Its factors are the slopes of all other variables together.
 */
final class SlopeRows {
  private final int dimension;
  private final double[][] fromHigh;
  private final double[][] fromLow;
  private final double[] fromErrors;

  /** By place of the eliminated one, then by variable. */
  private final double[][] high;

  private final double[][] low;
  private final double[] diagonalHigh;
  private final double[] diagonalLow;
  private final double[] factors;
  private final double[] factorRests;
  private final double[] errors;
  private double pivot;
  private double pivotError;

  /** Of the matrix of all {@code dimension} variables. */
  SlopeRows(DoubleRemainders matrix, int dimension) {
    this.dimension = dimension;
    fromHigh = new double[dimension][dimension];
    fromLow = new double[dimension][dimension];
    fromErrors = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        fromHigh[i][j] = matrix.high(i, j);
        fromLow[i][j] = matrix.low(i, j);
      }
      fromErrors[i] = matrix.error(i);
    }
    high = new double[dimension][dimension];
    low = new double[dimension][dimension];
    diagonalHigh = new double[dimension];
    diagonalLow = new double[dimension];
    factors = new double[dimension];
    factorRests = new double[dimension];
    errors = new double[dimension];
  }

  /**
   * Eliminates variables; the last is the cause.
   *
   * @return whether the bounds are of use
   */
  boolean eliminate(int[] variables) {
    for (int k = 0; k < variables.length; k++) {
      System.arraycopy(fromHigh[variables[k]], 0, high[k], 0, dimension);
      System.arraycopy(fromLow[variables[k]], 0, low[k], 0, dimension);
    }
    for (int i = 0; i < dimension; i++) {
      diagonalHigh[i] = fromHigh[i][i];
      diagonalLow[i] = fromLow[i][i];
    }
    System.arraycopy(fromErrors, 0, errors, 0, dimension);
    for (int k = 0; k < variables.length; k++) {
      pivot = high[k][variables[k]];
      pivotError = Remainders.relativeError(errors[variables[k]], pivot);
      if (pivotError == Double.POSITIVE_INFINITY) {
        return false;
      }
      factors(high[k], low[k], variables[k]);
      subtractSquares(high[k], low[k]);
      for (int row = k + 1; row < variables.length; row++) {
        double a = high[k][variables[row]];
        double aRest = low[k][variables[row]];
        subtractProducts(high[row], low[row], a, aRest);
      }
    }
    return true;
  }

  /** What is left of the cause's own cell once the others are eliminated. */
  double pivot() {
    return pivot;
  }

  /** Bound of its relative error. */
  double pivotError() {
    return pivotError;
  }

  /** The slope of a variable that is not eliminated, on the cause. */
  double slope(int variable) {
    return factors[variable];
  }

  /** What is left of a variable's own cell in the end. */
  double residual(int variable) {
    return diagonalHigh[variable];
  }

  /** Bound of its relative error. */
  double residualError(int variable) {
    return Remainders.relativeError(errors[variable], diagonalHigh[variable]);
  }

  /** f_i = a_ki / a_kk, and what the elimination of k adds to the errors. */
  private void factors(double[] row, double[] rest, int k) {
    double divisor = row[k];
    double divisorRest = rest[k];
    double errorOfPivot = errors[k];
    for (int i = 0; i < dimension; i++) {
      double factor = row[i] / divisor;
      double product = factor * divisor;
      double left =
          (row[i] - product)
              - Math.fma(factor, divisor, -product)
              + (rest[i] - factor * divisorRest);
      factors[i] = factor;
      factorRests[i] = left / divisor;
    }
    for (int i = 0; i < dimension; i++) {
      errors[i] += Math.abs(factors[i]) * errorOfPivot;
    }
  }

  /** a_ii - f_i a_ki, by i. */
  private void subtractSquares(double[] row, double[] rest) {
    for (int i = 0; i < dimension; i++) {
      double b = factors[i] * row[i];
      double bRest =
          Math.fma(factors[i], row[i], -b) + (factors[i] * rest[i] + factorRests[i] * row[i]);
      double before = diagonalHigh[i];
      double after = before - b;
      double part = after - before;
      double afterRest = (before - (after - part)) - (b + part) + (diagonalLow[i] - bRest);
      double total = after + afterRest;
      diagonalHigh[i] = total;
      diagonalLow[i] = afterRest - (total - after);
    }
  }

  /** a_ji - f_i a_kj, by i, where a_kj is given. */
  private void subtractProducts(double[] row, double[] rest, double a, double aRest) {
    for (int i = 0; i < dimension; i++) {
      double b = factors[i] * a;
      double bRest = Math.fma(factors[i], a, -b) + (factors[i] * aRest + factorRests[i] * a);
      double before = row[i];
      double after = before - b;
      double part = after - before;
      double afterRest = (before - (after - part)) - (b + part) + (rest[i] - bRest);
      double total = after + afterRest;
      row[i] = total;
      rest[i] = afterRest - (total - after);
    }
  }
}
