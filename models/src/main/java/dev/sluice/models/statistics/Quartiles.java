// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import java.util.Arrays;

/** Quartiles of some numbers. */
public record Quartiles(double lower, double median, double upper) {
  private static final double QUARTER = 0.25;

  /**
   * Quartiles of numbers, interpolated linearly between order statistics (Hyndman and Fan, "Sample
   * quantiles in statistical packages", 1996, definition 7).
   *
   * @param values at least one; NaN counts as the largest
   */
  public static Quartiles of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quartiles(
        quantile(sorted, QUARTER), quantile(sorted, 2 * QUARTER), quantile(sorted, 3 * QUARTER));
  }

  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
