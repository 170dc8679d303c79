// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/**
 * Steps of an elimination by rows in double-doubles: each number is the sum of a double and of what
 * that leaves, so that a row is two arrays. What is subtracted from a row is a multiple of another,
 * whose products fused multiply-adds give without rounding.
 */
public final class DoubleDoubleRows {
  private DoubleDoubleRows() {}

  /**
   * f_i = a_ki / a_kk for columns from {@code first} to {@code end} - 1.
   *
   * @param row the doubles a_k
   * @param rest what they leave
   * @param pivot the column k
   * @param factors gets the doubles f
   * @param factorRests gets what they leave
   */
  public static void factors(
      double[] row,
      double[] rest,
      int pivot,
      int first,
      int end,
      double[] factors,
      double[] factorRests) {
    double divisor = row[pivot];
    double divisorRest = rest[pivot];
    for (int i = first; i < end; i++) {
      double factor = row[i] / divisor;
      double product = factor * divisor;
      double left =
          (row[i] - product)
              - Math.fma(factor, divisor, -product)
              + (rest[i] - factor * divisorRest);
      factors[i] = factor;
      factorRests[i] = left / divisor;
    }
  }

  /**
   * Subtracts f_i a_ki from a_ii, of the first {@code end} columns.
   *
   * @param row the doubles a_k, of which {@code rest} is what they leave
   * @param diagonal the doubles a_ii, of which {@code diagonalRest} is what they leave
   */
  public static void subtractSquares(
      double[] row,
      double[] rest,
      double[] factors,
      double[] factorRests,
      int end,
      double[] diagonal,
      double[] diagonalRest) {
    for (int i = 0; i < end; i++) {
      double b = factors[i] * row[i];
      double bRest =
          Math.fma(factors[i], row[i], -b) + (factors[i] * rest[i] + factorRests[i] * row[i]);
      double before = diagonal[i];
      double after = before - b;
      double part = after - before;
      double afterRest = (before - (after - part)) - (b + part) + (diagonalRest[i] - bRest);
      double total = after + afterRest;
      diagonal[i] = total;
      diagonalRest[i] = afterRest - (total - after);
    }
  }

  /**
   * Subtracts f_i a_kj from a_ji for columns i from {@code first} to {@code end} - 1.
   *
   * @param row the doubles a_j, of which {@code rest} is what they leave
   * @param a the double of a_kj, of which {@code aRest} is what it leaves
   */
  public static void subtractProducts(
      double[] row,
      double[] rest,
      double[] factors,
      double[] factorRests,
      int first,
      int end,
      double a,
      double aRest) {
    for (int i = first; i < end; i++) {
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
