// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairedTestTest {
  /** Hours of sleep gained by ten patients with two drugs ("Student" 1908; R's {@code sleep}). */
  private static final double[] DEXTRO = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

  private static final double[] LAEVO = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  /** R: t = -4.0621, df = 9, p-value = 0.002833, 95 percent interval -2.4598858 -0.7001142. */
  @Test
  void sleep() {
    PairedTest test = PairedTest.once(DEXTRO, LAEVO);
    assertThat(test.n()).isEqualTo(10);
    assertThat(test.degreesOfFreedom()).isEqualTo(9);
    assertThat(test.meanDifference()).isCloseTo(-1.58, within(1e-12));
    assertThat(test.t()).isCloseTo(-4.0621, within(5e-5));
    assertThat(test.pValue()).isCloseTo(0.002833, within(5e-7));
    assertThat(test.interval(0.95).lower()).isCloseTo(-2.4598858, within(5e-8));
    assertThat(test.interval(0.95).upper()).isCloseTo(-0.7001142, within(5e-8));
  }

  @Test
  void theOtherWayRoundTheSignChanges() {
    PairedTest test = PairedTest.once(DEXTRO, LAEVO);
    PairedTest other = PairedTest.once(LAEVO, DEXTRO);
    assertThat(other.t()).isEqualTo(-test.t());
    assertThat(other.pValue()).isEqualTo(test.pValue());
  }

  /**
   * The table of t at p = .05 two-tailed, as differences of that mean and a deviation of sqrt n.
   */
  @ParameterizedTest
  @CsvSource({"2, 12.706", "3, 4.303", "4, 3.182", "5, 2.776", "11, 2.228", "31, 2.042"})
  void tables(int n, double t) {
    double[] deviations = new double[n];
    deviations[0] = -1;
    deviations[n - 1] = 1;
    double scale = Math.sqrt(n) / Math.sqrt(2.0 / (n - 1));
    double[] first = new double[n];
    for (int i = 0; i < n; i++) {
      first[i] = t + scale * deviations[i];
    }
    PairedTest test = PairedTest.once(first, new double[n]);
    assertThat(test.t()).isCloseTo(t, within(1e-12));
    assertThat(test.pValue()).isCloseTo(0.05, within(5e-5));
  }

  /** With 1 and 2 degrees of freedom the distribution function is elementary. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.5, 1, 3, 1e3, 1e6})
  void closedForms(double mean) {
    PairedTest two = PairedTest.once(new double[] {mean + 1, mean - 1}, new double[2]);
    double cauchy = 2 / Math.PI * Math.atan(1 / two.t());
    assertThat(two.pValue()).isCloseTo(cauchy, within(1e-12 + 1e-9 * cauchy));
    PairedTest three = PairedTest.once(new double[] {mean + 1, mean, mean - 1}, new double[3]);
    double t = three.t();
    double root = Math.sqrt(2 + t * t);
    assertThat(three.pValue()).isCloseTo(2 / (root * (root + t)), within(1e-12));
  }

  @Test
  void whereNothingVariesNothingIsTested() {
    double[] dice = {0.1, 0.5, 0.7};
    double[] more = {0.1 + 0.1, 0.5 + 0.1, 0.7 + 0.1};
    for (PairedTest test :
        new PairedTest[] {
          PairedTest.once(dice, dice),
          PairedTest.once(more, dice),
          PairedTest.once(new double[3], new double[3])
        }) {
      assertThat(test.t()).isNaN();
      assertThat(test.pValue()).isNaN();
    }
    assertThat(PairedTest.once(more, dice).meanDifference()).isCloseTo(0.1, within(1e-15));
  }

  @Test
  void fewerThanTwoPairs() {
    PairedTest none = PairedTest.once(new double[0], new double[0]);
    assertThat(none.meanDifference()).isNaN();
    assertThat(none.pValue()).isNaN();
    PairedTest one = PairedTest.once(new double[] {0.5}, new double[] {0.25});
    assertThat(one.meanDifference()).isEqualTo(0.25);
    assertThat(one.standardDeviation()).isNaN();
    assertThat(one.pValue()).isNaN();
    assertThat(one.interval(0.95).lower()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void valuesThatAreNone(double value) {
    double[] with = {0.5, value};
    double[] without = {0.5, 0.25};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedTest.once(with, without))
        .withMessage("a value of " + value + " in pair 1");
    assertThatIllegalArgumentException().isThrownBy(() -> PairedTest.once(without, with));
  }

  @Test
  void pairsOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedTest.once(new double[2], new double[3]))
        .withMessage("2 values and 3 are no pairs");
  }
}
