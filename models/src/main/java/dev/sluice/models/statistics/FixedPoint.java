// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/**
 * Numbers as multiples of 2^-40, about 1e-12. Sums of whole multiples are exact, so that taking a
 * value back leaves precisely the sum without it, in whatever order values come and go: aggregates
 * do not drift, and differ from those of the unrounded values by no more than the rounding of one.
 */
public final class FixedPoint {
  static final double ONE = 0x1p40;

  /** Values must be smaller, for their sums and squares to have room. */
  private static final double LIMIT = 0x1p10;

  private FixedPoint() {}

  /** Whether a value is neither blank nor beyond any statistic that means something. */
  public static boolean isRepresentable(double value) {
    return Math.abs(value) < LIMIT;
  }

  /** The nearest multiple. */
  public static long of(double value) {
    if (!isRepresentable(value)) {
      throw new IllegalArgumentException("no statistic of a survey is " + value);
    }
    return Math.round(value * ONE);
  }

  /** The number that is so many multiples. */
  public static double value(long fixed) {
    return fixed / ONE;
  }
}
