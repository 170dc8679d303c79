// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * An interval; both ends blank (NaN) where the data do not define one.
 *
 * @param lower end
 * @param upper end
 */
public record Interval(double lower, double upper) {

  /** No interval. */
  public static final Interval BLANK = new Interval(Double.NaN, Double.NaN);

  private static final Quantile LINEAR =
      Quantile.withDefaults().with(Quantile.EstimationMethod.HF7).withCopy(true);

  /**
   * The interval with equal tails of simulated values, between quantiles that are linear between
   * order statistics (Hyndman and Fan 1996, definition 7); blank if a value is, or without any.
   *
   * @param level share of the values within it
   */
  public static Interval central(double[] values, double level) {
    if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      return BLANK;
    }
    double tail = (1 - level) / 2;
    double[] ends = LINEAR.evaluate(values, tail, 1 - tail);
    return new Interval(ends[0], ends[1]);
  }

  /** Whether a value lies in it, ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
