// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;
import java.util.stream.IntStream;

/**
 * What the Gaussian score remembers of one regime: the weighted sum of z z' over its samples, where
 * z = (1, x), so that the first cell is the sum of weights, the next ones sum the variables, and
 * the others their products. Sums about the origin need no shift: they are kept to about 152 bits
 * (see {@link TripleSums}), far more than what can cancel between numbers of 53 bits. Merging is
 * addition. Mutable; a plain object with public fields so that stream engines can keep it as state.
 */
public final class GaussianStatistic {
  /** Samples observed, never forgotten. */
  public long count;

  /** The number of variables d. */
  public int dimension;

  /** Sum of z z', the upper triangle by rows, (d+1)(d+2)/2 cells: to a double. */
  public double[] high = {};

  /** What {@link #high} lacks. */
  public double[] middle = {};

  /** What {@link #middle} lacks. */
  public double[] low = {};

  /** The value of {@link SufficientStatistics#logRetention} up to which samples are forgotten. */
  public double logRetention;

  /** For serializers; use {@link #empty}. */
  public GaussianStatistic() {}

  /** No samples of {@code dimension} variables. */
  public static GaussianStatistic empty(int dimension) {
    GaussianStatistic statistic = new GaussianStatistic();
    statistic.dimension = dimension;
    statistic.high = new double[cells(dimension)];
    statistic.middle = new double[cells(dimension)];
    statistic.low = new double[cells(dimension)];
    return statistic;
  }

  /** The number of cells. */
  static int cells(int dimension) {
    return (dimension + 1) * (dimension + 2) / 2;
  }

  /** Position of the sum of products of two variables, the one not after the other; 0 is the 1. */
  int cell(int first, int second) {
    return first * (dimension + 1) - first * (first - 1) / 2 + second - first;
  }

  /** Samples observed, each times what forgetting has left of it: the N of the score. */
  double weight() {
    return high.length == 0 ? 0 : high[0];
  }

  /** Weighted sum of squares of a variable. */
  double squares(int variable) {
    return high[cell(variable + 1, variable + 1)];
  }

  /** Learns one sample; the space is for its products. */
  void observe(double[] values, TripleSums.Scratch scratch) {
    scratch.set(values);
    TripleSums.addProducts(scratch, high, middle, low);
    count++;
    if (count % TripleSums.BLOCK == 0) {
      TripleSums.renormalise(high, middle, low);
    }
  }

  /** Forgets (a power prior) up to {@code now}, a value of the sum of ln(forgetting). */
  GaussianStatistic retainUntil(double now) {
    if (now != logRetention) {
      TripleSums.scale(high, middle, low, Math.exp(now - logRetention));
      logRetention = now;
    }
    return this;
  }

  /** Counts forgetting from another origin: what was {@code logRetention} is now called this. */
  GaussianStatistic dated(double now) {
    logRetention = now;
    return this;
  }

  /** Learns the samples of {@code other}, forgotten up to the same time. */
  public GaussianStatistic absorb(GaussianStatistic other) {
    count += other.count;
    TripleSums.merge(high, middle, low, other.high, other.middle, other.low);
    return this;
  }

  /**
   * The statistic of some of the variables, in the order given.
   *
   * @param variables each once
   */
  public GaussianStatistic restrictedTo(int... variables) {
    GaussianStatistic restricted = empty(variables.length);
    restricted.count = count;
    restricted.logRetention = logRetention;
    for (int i = 0; i <= variables.length; i++) {
      int first = i == 0 ? 0 : variables[i - 1] + 1;
      for (int j = i; j <= variables.length; j++) {
        int second = j == 0 ? 0 : variables[j - 1] + 1;
        int from = cell(Math.min(first, second), Math.max(first, second));
        int to = restricted.cell(i, j);
        restricted.high[to] = high[from];
        restricted.middle[to] = middle[from];
        restricted.low[to] = low[from];
      }
    }
    return restricted;
  }

  /** Variables whose sum of squares is not finite. */
  VariableSet overflown() {
    int[] overflown =
        IntStream.range(0, dimension).filter(i -> !Double.isFinite(squares(i))).toArray();
    return VariableSet.of(overflown);
  }

  GaussianStatistic copy() {
    GaussianStatistic copy = new GaussianStatistic();
    copy.count = count;
    copy.dimension = dimension;
    copy.high = high.clone();
    copy.middle = middle.clone();
    copy.low = low.clone();
    copy.logRetention = logRetention;
    return copy;
  }
}
