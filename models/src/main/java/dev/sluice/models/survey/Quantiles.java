// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Arrays;

/** Quantiles of simulated values. */
final class Quantiles {

  private Quantiles() {}

  /** The interval with equal tails; blank if a value is. Sorts the values. */
  static Interval central(double[] values, double level) {
    Arrays.sort(values);
    if (values.length == 0 || Double.isNaN(values[values.length - 1])) {
      return Interval.BLANK;
    }
    double tail = (1 - level) / 2;
    return new Interval(quantile(values, tail), quantile(values, 1 - tail));
  }

  /** Linear between order statistics (Hyndman and Fan 1996, definition 7). */
  private static double quantile(double[] sorted, double probability) {
    double position = probability * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
