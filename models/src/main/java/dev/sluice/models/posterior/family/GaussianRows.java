// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.posterior.score.Remainders;
import dev.sluice.models.statistics.DoubleDoubleRows;
import java.util.Arrays;

/**
 * The elimination of a node's parents from the few rows that its score needs, in double-doubles
 * with a bound of the error of each pivot; see {@link Remainders} and {@link
 * dev.sluice.models.posterior.score.DoubleRemainders}.
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
        DoubleDoubleRows.subtractSquares(
            high[k], low[k], factors, factorRests, columns, diagonalHigh, diagonalLow);
      }
      for (int row = k + 1; row <= parents; row++) {
        int from = diagonal ? 0 : row;
        double a = high[k][at[row]];
        double aRest = low[k][at[row]];
        DoubleDoubleRows.subtractProducts(
            high[row], low[row], factors, factorRests, from, columns, a, aRest);
      }
    }
    return true;
  }

  /** f_i = a_ki / a_kk, and what the elimination of k adds to the errors. */
  private void factors(int k, int pivotColumn, int first) {
    double errorOfPivot = errors[pivotColumn];
    DoubleDoubleRows.factors(high[k], low[k], pivotColumn, first, columns, factors, factorRests);
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
