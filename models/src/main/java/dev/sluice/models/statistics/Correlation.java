// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A correlation over scenarios.
 *
 * @param n scenarios
 * @param r Pearson's correlation, blank if either model is constant over them
 * @param interval by Fisher's z, {@code atanh r ± z / sqrt(n - 3)}; blank with n below 4 or r blank
 */
public record Correlation(long n, double r, Interval interval) {

  /** A correlation r over n scenarios, with its interval at a confidence level. */
  public static Correlation of(long n, double r, double level) {
    return new Correlation(n, r, fisher(n, r, level));
  }

  private static Interval fisher(long n, double r, double level) {
    if (n < 4 || Double.isNaN(r)) {
      return Interval.BLANK;
    }
    double quantile = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    double half = quantile / Math.sqrt(n - 3.0);
    double z = 0.5 * (Math.log1p(r) - Math.log1p(-r));
    return new Interval(Math.tanh(z - half), Math.tanh(z + half));
  }
}
