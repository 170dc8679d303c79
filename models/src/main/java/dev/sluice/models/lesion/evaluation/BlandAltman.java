// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.statistics.Interval;

/**
 * Agreement of two measurements of the same things (Bland and Altman 1986): the mean of their
 * differences and the limits between which 95 % of differences would lie if they were normal,
 * {@code bias ± 1.96 sd}. Blank is what takes two differences where there are fewer.
 *
 * @param n differences
 * @param bias their mean
 * @param standardDeviation of the differences
 * @param lower limit of agreement
 * @param upper limit of agreement
 * @param biasInterval Student's interval of the bias
 * @param lowerInterval of the lower limit, with the standard error {@code sd sqrt(1/n + 1.96² / (2
 *     (n - 1)))} (Bland and Altman 1999, section 2.1) and Student's t
 * @param upperInterval of the upper limit
 */
public record BlandAltman(
    long n,
    double bias,
    double standardDeviation,
    double lower,
    double upper,
    Interval biasInterval,
    Interval lowerInterval,
    Interval upperInterval) {

  /** The 97.5 % point of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * Agreement from the moments of differences.
   *
   * @param standardDeviation NaN with fewer than two differences
   * @param level confidence of the three intervals
   */
  public static BlandAltman of(long n, double bias, double standardDeviation, double level) {
    double lower = bias - Z * standardDeviation;
    double upper = bias + Z * standardDeviation;
    double ofBias = standardDeviation / Math.sqrt((double) n);
    double ofLimit = standardDeviation * Math.sqrt(1.0 / n + Z * Z / (2 * (n - 1.0)));
    return new BlandAltman(
        n,
        bias,
        standardDeviation,
        lower,
        upper,
        Interval.student(bias, ofBias, n, level),
        Interval.student(lower, ofLimit, n, level),
        Interval.student(upper, ofLimit, n, level));
  }
}
