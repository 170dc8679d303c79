// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

/** A series of numbers as one row of little bars, the smallest number lowest. */
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /**
   * Draws a series.
   *
   * @param series finite numbers, oldest first; equal ones are drawn low
   * @param width greatest number of bars; a longer series shows the last number of each of that
   *     many equal stretches
   */
  public static String of(double[] series, int width) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double value : series) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    return of(series, width, lowest, highest);
  }

  /**
   * Draws a series beside others, on one scale.
   *
   * @param lowest drawn lowest; none of the series is below it
   * @param highest drawn highest; none of the series is above it
   */
  public static String of(double[] series, int width, double lowest, double highest) {
    int bars = Math.min(width, series.length);
    StringBuilder line = new StringBuilder(bars);
    for (int bar = 0; bar < bars; bar++) {
      double value = series[(bar + 1) * series.length / bars - 1];
      line.append(BARS.charAt(level(value, lowest, highest)));
    }
    return line.toString();
  }

  private static int level(double value, double lowest, double highest) {
    if (highest == lowest) {
      return 0;
    }
    return (int) Math.round((value - lowest) / (highest - lowest) * (BARS.length() - 1));
  }
}
