// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/** Quantiles of simulated values. */
public final class Quantiles {

  private Quantiles() {}

  /** The interval with equal tails; blank if a value is. */
  public static Interval central(double[] values, double level) {
    if (values.length == 0 || hasBlank(values)) {
      return Interval.BLANK;
    }
    double tail = (1 - level) / 2;
    // 0 - x, because -x would turn 0 into -0.
    return new Interval(quantile(values, tail, 1), 0 - quantile(values, tail, -1));
  }

  /**
   * A low quantile of the values times a sign, linear between order statistics (Hyndman and Fan
   * 1996, definition 7). Only the few values beyond it are put into order.
   */
  private static double quantile(double[] values, double probability, int sign) {
    double position = probability * (values.length - 1);
    int below = (int) position;
    double[] least = least(values, sign, Math.min(below + 2, values.length));
    double above = least[Math.min(below + 1, least.length - 1)];
    return least[below] + (position - below) * (above - least[below]);
  }

  /** The least of the values times a sign, rising. */
  private static double[] least(double[] values, int sign, int count) {
    double[] least = new double[count];
    int size = 0;
    for (double value : values) {
      double signed = sign * value;
      if (size == count && signed >= least[size - 1]) {
        continue;
      }
      int place = size < count ? size++ : size - 1;
      while (place > 0 && least[place - 1] > signed) {
        least[place] = least[place - 1];
        place--;
      }
      least[place] = signed;
    }
    return least;
  }

  private static boolean hasBlank(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }
}
