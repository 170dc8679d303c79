// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

/** How far beliefs are apart. */
final class GraphDistance {
  private GraphDistance() {}

  /** Mean over ordered pairs of the absolute difference; NaN for fewer than two variables. */
  static double mean(double[][] one, double[][] other) {
    int n = one.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += i == j ? 0 : Math.abs(one[i][j] - other[i][j]);
      }
    }
    return sum / (n * (n - 1.0));
  }
}
