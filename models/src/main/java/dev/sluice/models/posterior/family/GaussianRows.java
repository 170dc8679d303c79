// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.posterior.score.Remainders;
import java.util.Arrays;

/**
 * The elimination of a node's parents from the few rows that its score needs, in double-doubles
 * with a bound of the error of each pivot; see {@link Remainders} and {@link
 * dev.sluice.models.posterior.score.DoubleRemainders}, whose operations these are.
 *
 * <p>The rows are those of the parents and, last, of the node. Where every variable is to join the
 * parents in turn they have a column for each variable, and the diagonal is kept as well: adding
 * one more variable i to the parents then takes its cells (i, i) and (node, i) only.
 */
final class GaussianRows {
  private final double[][] high;
  private final double[][] low;
  private final double[] diagonalHigh;
  private final double[] diagonalLow;
  private final double[] factors;
  private final double[] factorRests;
  private final double[] errors;

  private GaussianGroup group;
  private int columns;
  private int parents;

  /** ln det(R_Pa / t) of the parents. */
  private double logDeterminant;

  /** Sum of the bounds of the relative errors of their pivots. */
  private double error;

  /** Space for scores of {@code dimension} variables. */
  GaussianRows(int dimension) {
    high = new double[dimension][dimension];
    low = new double[dimension][dimension];
    diagonalHigh = new double[dimension];
    diagonalLow = new double[dimension];
    factors = new double[dimension];
    factorRests = new double[dimension];
    errors = new double[dimension];
  }

  /** The score of {@code node} given {@code members}; NaN if bounds do not suffice. */
  double score(GaussianGroup of, int node, int[] members) {
    group = of;
    parents = members.length;
    columns = parents + 1;
    int[] at = new int[columns];
    for (int row = 0; row < columns; row++) {
      at[row] = row;
      int variable = row == parents ? node : members[row];
      double[] fromHigh = of.high[variable];
      double[] fromLow = of.low[variable];
      for (int k = row; k < parents; k++) {
        high[row][k] = fromHigh[members[k]];
        low[row][k] = fromLow[members[k]];
      }
      high[row][parents] = fromHigh[node];
      low[row][parents] = fromLow[node];
      errors[row] = of.errors[variable];
    }
    if (!eliminate(members, at, false)) {
      return Double.NaN;
    }
    double pivot = high[parents][parents];
    double total = error + Remainders.relativeError(errors[parents], pivot);
    return total <= of.tolerance
        ? of.score(parents, logDeterminant, of.logRatio(pivot, node))
        : Double.NaN;
  }

  /**
   * The scores of {@code node} given {@code members} and one more variable, by that variable; NaN
   * if bounds do not suffice.
   *
   * @param wanted what to compute; no members
   */
  void scoreAdded(GaussianGroup of, int node, int[] members, boolean[] wanted, double[] scores) {
    group = of;
    parents = members.length;
    columns = of.dimension();
    int[] at = Arrays.copyOf(members, parents + 1);
    at[parents] = node;
    for (int row = 0; row <= parents; row++) {
      System.arraycopy(of.high[at[row]], 0, high[row], 0, columns);
      System.arraycopy(of.low[at[row]], 0, low[row], 0, columns);
    }
    for (int i = 0; i < columns; i++) {
      diagonalHigh[i] = of.high[i][i];
      diagonalLow[i] = of.low[i][i];
    }
    System.arraycopy(of.errors, 0, errors, 0, columns);
    boolean known = eliminate(members, at, true);
    for (int i = 0; i < columns; i++) {
      if (wanted[i]) {
        scores[i] = known ? scoreAdded(node, i) : Double.NaN;
      }
    }
  }

  private double scoreAdded(int node, int added) {
    double[] row = high[parents];
    double[] rowRest = low[parents];
    double pivot = diagonalHigh[added];
    double total = error + Remainders.relativeError(errors[added], pivot);
    factor(row[added], rowRest[added], pivot, diagonalLow[added], added);
    double left =
        subtract(
            row[node],
            rowRest[node],
            factors[added],
            factorRests[added],
            row[added],
            rowRest[added]);
    double errorLeft = errors[node] + Math.abs(factors[added]) * errors[added];
    total += Remainders.relativeError(errorLeft, left);
    if (!(total <= group.tolerance)) {
      return Double.NaN;
    }
    double grown = logDeterminant + group.logRatio(pivot, added);
    return group.score(parents + 1, grown, group.logRatio(left, node));
  }

  /**
   * Eliminates the parents.
   *
   * @param at by row, the column of its variable
   * @return whether the bounds suffice so far
   */
  private boolean eliminate(int[] members, int[] at, boolean diagonal) {
    logDeterminant = 0;
    error = 0;
    for (int k = 0; k < parents; k++) {
      double pivot = high[k][at[k]];
      error += Remainders.relativeError(errors[at[k]], pivot);
      if (!(error <= group.tolerance)) {
        return false;
      }
      logDeterminant += group.logRatio(pivot, members[k]);
      // columns before k are those of eliminated rows, unless there is one for each variable
      int first = diagonal ? 0 : k;
      factors(k, at[k], first);
      if (diagonal) {
        subtractSquares(high[k], low[k]);
      }
      for (int row = k + 1; row <= parents; row++) {
        int from = diagonal ? 0 : row;
        subtractProducts(row, from, high[k][at[row]], low[k][at[row]]);
      }
    }
    return true;
  }

  /** f_i = a_ki / a_kk, and what the elimination of k adds to the errors. */
  private void factors(int k, int pivotColumn, int first) {
    double[] row = high[k];
    double[] rest = low[k];
    double pivot = row[pivotColumn];
    double pivotRest = rest[pivotColumn];
    double errorOfPivot = errors[pivotColumn];
    for (int i = first; i < columns; i++) {
      double factor = row[i] / pivot;
      double product = factor * pivot;
      double left =
          (row[i] - product) - Math.fma(factor, pivot, -product) + (rest[i] - factor * pivotRest);
      factors[i] = factor;
      factorRests[i] = left / pivot;
    }
    for (int i = first; i < columns; i++) {
      errors[i] += Math.abs(factors[i]) * errorOfPivot;
    }
  }

  private void factor(double a, double aRest, double pivot, double pivotRest, int at) {
    double factor = a / pivot;
    double product = factor * pivot;
    factors[at] = factor;
    factorRests[at] =
        ((a - product) - Math.fma(factor, pivot, -product) + (aRest - factor * pivotRest)) / pivot;
  }

  /** a_ii - f_i a_ki, by i. */
  private void subtractSquares(double[] row, double[] rest) {
    for (int i = 0; i < columns; i++) {
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
  private void subtractProducts(int j, int first, double a, double aRest) {
    double[] row = high[j];
    double[] rest = low[j];
    for (int i = first; i < columns; i++) {
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

  /** a - f b to a double. */
  private static double subtract(
      double a, double aRest, double f, double fRest, double b, double bRest) {
    double product = f * b;
    double productRest = Math.fma(f, b, -product) + (f * bRest + fRest * b);
    double after = a - product;
    double part = after - a;
    return after + ((a - (after - part)) - (product + part) + (aRest - productRest));
  }
}
