// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/**
 * An interval; both ends blank (NaN) where the data do not define one.
 *
 * @param lower end
 * @param upper end
 */
public record Interval(double lower, double upper) {

  /** No interval. */
  public static final Interval BLANK = new Interval(Double.NaN, Double.NaN);

  /** Whether a value lies in it, ends included. */
  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
