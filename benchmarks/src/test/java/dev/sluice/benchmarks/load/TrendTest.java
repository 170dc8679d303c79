// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class TrendTest {
  /** Anscombe's first set: slope 0.5001 with standard error 0.1179 and 9 degrees of freedom. */
  @Test
  void aPublishedRegression() {
    double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
    Trend trend = Trend.of(x, y);
    assertThat(trend.slope()).isCloseTo(0.5001, within(5e-5));
    assertThat(trend.margin()).isCloseTo(0.1179 * 2.2622, within(2e-4));
    assertThat(trend.mean()).isCloseTo(7.5009, within(5e-5));
  }

  @Test
  void aLineHasNoMargin() {
    Series series = new Series();
    series.add(0, 5);
    series.add(1, 3);
    series.add(2, 1);
    assertThat(series.trend()).isEqualTo(new Trend(-2, 0, 3));
  }

  @Test
  void twoPointsSayNothingOfTheMargin() {
    assertThat(Trend.of(new double[] {0, 1}, new double[] {0, 1}).margin())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }
}
