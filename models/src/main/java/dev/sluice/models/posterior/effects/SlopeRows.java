// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.posterior.score.DoubleRemainders;
import dev.sluice.models.posterior.score.Remainders;
import dev.sluice.models.statistics.DoubleDoubleRows;

/**
 * The elimination of a set of variables, and last of a cause, from the matrix R of some samples, in
 * double-doubles with bounds of the errors; see {@link Remainders} and {@link DoubleRemainders}.
 * Its factors are the slopes of all other variables together.
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
      eliminate(variables, k);
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

  /** Eliminates the k-th variable from the rows of those that follow, and from the diagonal. */
  private void eliminate(int[] variables, int k) {
    double errorOfPivot = errors[variables[k]];
    DoubleDoubleRows.factors(high[k], low[k], variables[k], 0, dimension, factors, factorRests);
    for (int i = 0; i < dimension; i++) {
      errors[i] += Math.abs(factors[i]) * errorOfPivot;
    }
    DoubleDoubleRows.subtractSquares(
        high[k], low[k], factors, factorRests, dimension, diagonalHigh, diagonalLow);
    for (int row = k + 1; row < variables.length; row++) {
      double a = high[k][variables[row]];
      double aRest = low[k][variables[row]];
      DoubleDoubleRows.subtractProducts(
          high[row], low[row], factors, factorRests, 0, dimension, a, aRest);
    }
  }
}
