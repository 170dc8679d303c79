// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.TDistribution;

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

  /**
   * Student's interval of a mean; blank with fewer than two values.
   *
   * @param standardError of the mean
   * @param count values that the mean is of
   * @param level confidence
   */
  public static Interval student(double mean, double standardError, long count, double level) {
    if (count < 2) {
      return BLANK;
    }
    double t = TDistribution.of(count - 1.0).inverseSurvivalProbability((1 - level) / 2);
    return new Interval(mean - t * standardError, mean + t * standardError);
  }

  /** Whether a value lies in it, ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
