// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.solve;

/**
 * How well a symmetric positive definite matrix can be solved with.
 *
 * @param trace the sum of its eigenvalues
 * @param leastPivot the smallest pivot of its elimination: 0 or less if rounding has made it
 *     indefinite, which is where the elimination ends
 * @param condition the condition number in the 1-norm, between the ratio of its extreme eigenvalues
 *     over n and n times that; infinite if indefinite
 */
public record Conditioning(double trace, double leastPivot, double condition) {

  /** Nothing to solve. */
  public static final Conditioning NONE = new Conditioning(Double.NaN, Double.NaN, Double.NaN);

  /** Of H + ridge I, n x n from an index of an array on, in O(n^3). Both triangles are read. */
  public static Conditioning of(double[] h, int at, int n, double ridge) {
    double[] factor = new double[n * n];
    double trace = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      trace += h[at + i * n + i] + ridge;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = h[at + i * n + j] + (i == j ? ridge : 0);
        for (int m = 0; m < j; m++) {
          sum -= factor[i * n + m] * factor[j * n + m];
        }
        factor[i * n + j] = i == j ? sum : sum * factor[j * n + j];
      }
      double pivot = factor[i * n + i];
      least = Math.min(least, pivot);
      if (!(pivot > 0)) {
        return new Conditioning(trace, pivot, Double.POSITIVE_INFINITY);
      }
      factor[i * n + i] = 1 / Math.sqrt(pivot);
    }
    double largest = 0;
    double largestOfInverse = 0;
    double[] column = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += Math.abs(h[at + i * n + j] + (i == j ? ridge : 0));
        column[j] = i == j ? 1 : 0;
      }
      SymmetricMatrices.solve(factor, n, column);
      double ofInverse = 0;
      for (double entry : column) {
        ofInverse += Math.abs(entry);
      }
      largest = Math.max(largest, sum);
      largestOfInverse = Math.max(largestOfInverse, ofInverse);
    }
    return new Conditioning(trace, least, largest * largestOfInverse);
  }
}
