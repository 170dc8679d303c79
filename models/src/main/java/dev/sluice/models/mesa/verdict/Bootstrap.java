// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.statistics.Interval;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Percentile intervals over sequences, which are drawn again with replacement; all statistics of
 * one seed are of the same draws.
 *
 * @param draws how often, 1 or more
 */
public record Bootstrap(int draws, long seed) {
  private static final double LEVEL = 0.95;

  /** A thousand draws. */
  public static Bootstrap of(long seed) {
    return new Bootstrap(1000, seed);
  }

  /** Checks the number of draws. */
  public Bootstrap {
    if (draws < 1) {
      throw new IllegalArgumentException("a bootstrap needs a draw");
    }
  }

  /** The loss gap to an algorithm, a share of its loss. */
  public Estimate lossGap(ModelComparison comparison, int algorithm) {
    double[] of = comparison.pair(algorithm).lossOf();
    double[] ours = comparison.lossOfSequence();
    return new Estimate(
        comparison.lossGap(algorithm),
        interval(ours.length, sums -> sums[0] / sums[1] - 1, ours, of));
  }

  /** The distance from an algorithm. */
  public Estimate distance(ModelComparison comparison, int algorithm) {
    ModelComparison.Pair pair = comparison.pair(algorithm);
    return new Estimate(
        comparison.distance(algorithm),
        interval(
            comparison.sequences(),
            sums -> ModelComparison.ratio(sums[0], sums[1]),
            pair.distanceOf(),
            pair.squareOf()));
  }

  /**
   * How much farther the second is than the closest.
   *
   * @param second an algorithm other than the closest
   */
  public Estimate margin(ModelComparison comparison, int closest, int second) {
    ModelComparison.Pair near = comparison.pair(closest);
    ModelComparison.Pair far = comparison.pair(second);
    return new Estimate(
        difference(comparison.distance(second), comparison.distance(closest)),
        interval(
            comparison.sequences(),
            sums ->
                difference(
                    ModelComparison.ratio(sums[2], sums[3]),
                    ModelComparison.ratio(sums[0], sums[1])),
            near.distanceOf(),
            near.squareOf(),
            far.distanceOf(),
            far.squareOf()));
  }

  /** Of two distances, of which both may be infinite: then 0. */
  static double difference(double a, double b) {
    return a == b ? 0 : a - b;
  }

  private interface Statistic {
    double of(double[] sums);
  }

  private Interval interval(int sequences, Statistic statistic, double[]... columns) {
    double[] values = new double[draws];
    double[] sums = new double[columns.length];
    for (int draw = 0; draw < draws; draw++) {
      UniformRandomProvider random = KeyedRandom.of(seed, "mesa verdict bootstrap", draw);
      Arrays.fill(sums, 0);
      for (int i = 0; i < sequences; i++) {
        int b = random.nextInt(sequences);
        for (int c = 0; c < sums.length; c++) {
          sums[c] += columns[c][b];
        }
      }
      values[draw] = statistic.of(sums);
    }
    return Interval.central(values, LEVEL);
  }
}
