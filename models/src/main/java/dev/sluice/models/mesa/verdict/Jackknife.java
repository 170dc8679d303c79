// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.statistics.Interval;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Intervals of a statistic of independent blocks, from what it is without each of them (Quenouille
 * 1956; Tukey 1958; Efron and Stein 1981): its variance is (g - 1) / g times the sum of the squared
 * deviations of these g values from their mean, and Student's t has g - 1 degrees. Unlike the
 * {@link Bootstrap} it needs sums by block alone, and so does for a stream of any length.
 */
final class Jackknife {
  /** With fewer blocks there is no interval: t's tails would be all that it says. */
  static final int FEWEST = 8;

  private static final double LEVEL = 0.95;

  private Jackknife() {}

  /**
   * A statistic of {@link ComparisonRow}s, over the blocks with a token that an algorithm has
   * predicted.
   *
   * @param total of all blocks
   * @param blocks one row after the other
   * @param statistic of a row
   * @param least the least that the statistic can be
   */
  static Estimate estimate(
      long[] total,
      long[] blocks,
      int algorithm,
      ToDoubleFunction<long[]> statistic,
      double least) {
    double value = statistic.applyAsDouble(total);
    double[] without =
        IntStream.range(0, blocks.length / total.length)
            .map(block -> block * total.length)
            .filter(at -> ComparisonRow.tokens(blocks, at, algorithm) > 0)
            .mapToObj(at -> ComparisonRow.without(total, blocks, at))
            .mapToDouble(statistic)
            .toArray();
    return new Estimate(value, interval(value, without, least));
  }

  /**
   * The interval; blank with fewer than {@link #FEWEST} blocks. An infinite statistic is that
   * whatever blocks there are, so that its ends are; where it is infinite without a block only,
   * nothing is known, and all numbers lie within.
   *
   * @param value of all blocks
   * @param without each of the blocks in turn
   * @param least the least that the statistic can be
   */
  static Interval interval(double value, double[] without, double least) {
    if (Double.isInfinite(value)) {
      return new Interval(value, value);
    }
    if (Double.isNaN(value) || without.length < FEWEST) {
      return Interval.BLANK;
    }
    double mean = Arrays.stream(without).average().orElseThrow();
    if (!Double.isFinite(mean)) {
      return new Interval(least, Double.POSITIVE_INFINITY);
    }
    double squares = 0;
    for (double other : without) {
      squares += (other - mean) * (other - mean);
    }
    int g = without.length;
    Interval student = Interval.student(value, Math.sqrt(squares * (g - 1) / g), g, LEVEL);
    return new Interval(Math.max(least, student.lower()), student.upper());
  }
}
