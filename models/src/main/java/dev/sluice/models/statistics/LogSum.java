// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/** Sums of numbers that are given, and wanted, in logarithms. */
public final class LogSum {
  private LogSum() {}

  /** ln of the sum of the numbers with these logarithms; -infinity if there are none above 0. */
  public static double of(double[] logs) {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      most = Math.max(most, log);
    }
    if (most == Double.NEGATIVE_INFINITY) {
      return most;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum);
  }
}
