// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  private static final int FIRST = 3;

  @Test
  void areMeanAndStandardDeviation() {
    Units units = measured(column(2, 4, 4, 4, 5, 5, 7, 9));
    assertThat(units.origin()).containsExactly(5);
    assertThat(units.scale()).containsExactly(2);
  }

  /** Timestamps, nanometres in metres, what squares overflow or underflow. */
  @ParameterizedTest
  @CsvSource({"1.7e12, 1", "-1.7e12, 1e-3", "0, 1e-9", "5, 1e-200", "0, 1e200", "0, 1e-300"})
  void offsetsAndScalesOfAnySize(double offset, double scale) {
    Random random = new Random(5);
    double[] standard = random.doubles(500, -1, 1).toArray();
    Units units = measured(column(scaled(standard, offset, scale)));
    Units plain = measured(column(standard));
    double[] seen = scaled(standard, offset, scale);
    boolean lost = seen[0] == seen[1]; // the offset has swallowed the scale
    for (int r = 0; r < 500 && !lost; r++) {
      double z = (seen[r] - units.origin()[0]) / units.scale()[0];
      // what a double of that offset still tells of the value
      double ulps = 4 * Math.ulp(offset) / scale;
      assertThat(z)
          .isEqualTo((standard[r] - plain.origin()[0]) / plain.scale()[0], within(1e-9 + ulps));
    }
    assertThat(lost).isEqualTo(offset == 5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -1.7e12, 1e-300, 1e300})
  void aConstantHasItselfForOriginAndOneForScale(double constant) {
    Units units = measured(column(constant, constant, constant, constant, constant, constant));
    assertThat(units.origin()).containsExactly(constant);
    assertThat(units.scale()).containsExactly(1);
  }

  @Test
  void aConstantIsMeasuredAgainOnceItVaries() {
    LearnerState state = state(1);
    double[][] draws = new double[2000][];
    Arrays.fill(draws, new double[] {7});
    new Units(1, FIRST, state).measure(draws);
    draws[0] = new double[] {7 + 2000};
    Units later = new Units(1, FIRST, state);
    later.measure(draws);
    assertThat(later.origin()).containsExactly(8);
    assertThat(later.scale()[0]).isEqualTo(Math.sqrt(1999), within(1e-9));
  }

  @Test
  void areMeasuredAgainWhenFewDrawsHaveDoubledAndKeptFromThousandOn() {
    LearnerState state = state(1);
    Units units = new Units(1, FIRST, state);
    units.measure(column(0, 2));
    assertThat(units.scale()).containsExactly(1);
    units.measure(column(0, 20, 0));
    assertThat(units.scale()).containsExactly(1);
    units.measure(column(0, 20, 0, 20));
    assertThat(units.scale()).containsExactly(10);
    double[] thousand = new double[1000];
    Arrays.setAll(thousand, i -> i % 2);
    units.measure(column(thousand));
    assertThat(units.scale()).containsExactly(0.5);
    double[] more = new double[4000];
    Arrays.setAll(more, i -> i);
    units.measure(column(more));
    assertThat(units.scale()).containsExactly(0.5);
  }

  @Test
  void leaveTheRestOfTheStateAlone() {
    LearnerState state = state(2);
    new Units(2, FIRST, state).measure(new double[][] {{1, 2}, {3, 5}});
    assertThat(state.graph()).containsExactly(0, 0, 0, 2, 3.5, 1, 1.5, 2, 0);
  }

  private static Units measured(double[][] draws) {
    Units units = new Units(1, FIRST, state(1));
    units.measure(draws);
    return units;
  }

  private static LearnerState state(int variables) {
    return new LearnerState(
        new long[0],
        new float[0],
        new float[0],
        new float[0],
        new double[FIRST + Units.size(variables) + 1]);
  }

  private static double[] scaled(double[] values, double offset, double scale) {
    double[] scaled = new double[values.length];
    Arrays.setAll(scaled, i -> offset + scale * values[i]);
    return scaled;
  }

  private static double[][] column(double... values) {
    double[][] draws = new double[values.length][];
    Arrays.setAll(draws, i -> new double[] {values[i]});
    return draws;
  }
}
