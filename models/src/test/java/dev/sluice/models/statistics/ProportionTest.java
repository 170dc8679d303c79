// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

  /** Limits of {@code statsmodels.proportion_confint(method="wilson")}. */
  @ParameterizedTest
  @CsvSource({"0, 10, 0, 0.27753279986", "8, 10, 0.49016247154, 0.94331784853"})
  void wilson(long successes, long trials, double lower, double upper) {
    Interval interval = new Proportion(successes, trials).wilson(0.95);
    assertThat(interval.lower()).isCloseTo(lower, within(1e-9));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-9));
  }

  @Test
  void shareOfNothingIsBlank() {
    assertThat(new Proportion(0, 0).share()).isNaN();
    assertThat(new Proportion(0, 0).wilson(0.95).lower()).isNaN();
    assertThat(new Proportion(1, 4).share()).isEqualTo(0.25);
  }
}
