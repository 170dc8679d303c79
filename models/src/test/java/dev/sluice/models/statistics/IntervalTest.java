// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void hasEqualTailsBeyondQuantilesOfTheSortedValues() {
    for (int n = 1; n <= 60; n++) {
      UniformRandomProvider random = KeyedRandom.of(1, "quantiles", n);
      double[] values = random.doubles(n).map(x -> Math.floor(20 * x)).toArray();
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      Interval interval = Interval.central(values, 0.9);
      assertThat(interval.lower()).isCloseTo(atRank(sorted, 0.05 * (n - 1)), within(1e-12));
      assertThat(interval.upper()).isCloseTo(atRank(sorted, 0.95 * (n - 1)), within(1e-12));
    }
  }

  private static double atRank(double[] sorted, double rank) {
    double below = sorted[(int) Math.floor(rank)];
    double above = sorted[(int) Math.ceil(rank)];
    return below + (rank - Math.floor(rank)) * (above - below);
  }

  @Test
  void ofZerosAreNoNegativeZeros() {
    assertThat(Interval.central(new double[3], 0.9)).isEqualTo(new Interval(0, 0));
  }

  @Test
  void blankValuesMakeABlankInterval() {
    assertThat(Interval.central(new double[0], 0.9)).isEqualTo(Interval.BLANK);
    assertThat(Interval.central(new double[] {1, Double.NaN, 2}, 0.9)).isEqualTo(Interval.BLANK);
  }
}
