// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The straight line through a series by least squares.
 *
 * @param slope per unit of time
 * @param margin half the width of the slope's 95 % interval, by Student's t with residuals taken as
 *     independent; infinite for fewer than three points
 * @param mean of the values
 */
record Trend(double slope, double margin, double mean) {
  private static final double LEVEL = 0.975;

  /** The line through points of different times, at least two. */
  static Trend of(double[] times, double[] values) {
    int n = times.length;
    double time = mean(times);
    double value = mean(values);
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (times[i] - time) * (times[i] - time);
      xy += (times[i] - time) * (values[i] - value);
    }
    double slope = xy / xx;
    double rest = 0;
    for (int i = 0; i < n; i++) {
      double residual = values[i] - value - slope * (times[i] - time);
      rest += residual * residual;
    }
    double margin =
        n < 3
            ? Double.POSITIVE_INFINITY
            : TDistribution.of(n - 2.0).inverseCumulativeProbability(LEVEL)
                * Math.sqrt(rest / (n - 2) / xx);
    return new Trend(slope, margin, value);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
