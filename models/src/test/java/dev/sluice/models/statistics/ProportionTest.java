// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProportionTest {

  /** Limits of {@code statsmodels.proportion_confint(method="wilson")}. */
  @ParameterizedTest
  @CsvSource({"0, 10, 0, 0.27753279986", "8, 10, 0.49016247154, 0.94331784853"})
  void wilson(long successes, long trials, double lower, double upper) {
    Interval interval = new Proportion(successes, trials).wilson(0.95);
    assertThat(interval.lower()).isCloseTo(lower, within(1e-9));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-9));
  }

  /** The plausible counts behind a published sensitivity and specificity, in per cent. */
  @ParameterizedTest
  @CsvSource({
    "82, 90, 83.4, 95.4, 83.2, 96.1",
    "77, 102, 66.3, 82.8, 66.0, 83.5",
    "174, 192, 85.7, 94.0, 85.6, 94.3"
  })
  void wilsonAndClopperPearson(
      long successes,
      long trials,
      double lowerWilson,
      double upperWilson,
      double lowerExact,
      double upperExact) {
    Proportion proportion = new Proportion(successes, trials);
    assertThat(perCent(proportion.wilson(0.95))).isEqualTo(new Interval(lowerWilson, upperWilson));
    assertThat(perCent(proportion.clopperPearson(0.95)))
        .isEqualTo(new Interval(lowerExact, upperExact));
  }

  /** Where all or none succeed, {@code (1 - p)^n = tail} can be solved. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 10, 192, 100_000})
  void clopperPearsonOfNoneAndAll(long trials) {
    double end = -Math.expm1(Math.log(0.025) / trials);
    Interval none = new Proportion(0, trials).clopperPearson(0.95);
    assertThat(none.lower()).isZero();
    assertThat(none.upper()).isCloseTo(end, within(1e-9));
    Interval all = new Proportion(trials, trials).clopperPearson(0.95);
    assertThat(all.lower()).isCloseTo(1 - end, within(1e-9));
    assertThat(all.upper()).isEqualTo(1);
  }

  /** The tails of the binomial distribution at the ends are those asked for. */
  @Test
  void clopperPearsonEndsWhereTheTailsAre() {
    Interval interval = new Proportion(7, 20).clopperPearson(0.9);
    double upperTail = 0;
    double lowerTail = 0;
    for (int k = 0; k <= 20; k++) {
      upperTail += k >= 7 ? Combinations.binomial(20, k, interval.lower()) : 0;
      lowerTail += k <= 7 ? Combinations.binomial(20, k, interval.upper()) : 0;
    }
    assertThat(upperTail).isCloseTo(0.05, within(1e-8));
    assertThat(lowerTail).isCloseTo(0.05, within(1e-8));
  }

  private static Interval perCent(Interval interval) {
    return new Interval(
        Math.round(1_000 * interval.lower()) / 10.0, Math.round(1_000 * interval.upper()) / 10.0);
  }

  @Test
  void shareOfNothingIsBlank() {
    assertThat(new Proportion(0, 0).clopperPearson(0.95)).isEqualTo(Interval.BLANK);
    assertThat(new Proportion(0, 0).share()).isNaN();
    assertThat(new Proportion(0, 0).wilson(0.95).lower()).isNaN();
    assertThat(new Proportion(1, 4).share()).isEqualTo(0.25);
  }
}
