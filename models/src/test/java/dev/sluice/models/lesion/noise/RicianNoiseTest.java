// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RicianNoiseTest {
  private static final int DRAWS = 200_000;

  private final RicianNoise noise = new RicianNoise(2, CounterRandom.of(1, "noise"));

  @Test
  void backgroundIsRayleigh() {
    // mean sd sqrt(pi / 2), variance (2 - pi / 2) sd^2; four standard errors of the mean
    double mean = 2 * Math.sqrt(Math.PI / 2);
    double error = 4 * 2 * Math.sqrt((2 - Math.PI / 2) / DRAWS);

    assertThat(moment(0, 1)).isCloseTo(mean, within(error));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 5, 100})
  void secondMomentIsThatOfTheSignalAndOfBothParts(double signal) {
    // variance of the square: 4 s^2 sd^2 + 4 sd^4
    double error = 4 * Math.sqrt((4 * signal * signal * 4 + 4 * 16) / DRAWS);

    assertThat(moment(signal, 2)).isCloseTo(signal * signal + 2 * 4, within(error));
  }

  @Test
  void isAFunctionOfKeyAndVoxel() {
    float later = noise.at(7, 10);
    noise.at(3, 10);

    assertThat(noise.at(7, 10)).isEqualTo(later);
    assertThat(noise.at(8, 10)).isNotEqualTo(later);
    assertThat(new RicianNoise(2, CounterRandom.of(2, "noise")).at(7, 10)).isNotEqualTo(later);
  }

  /** Computed by another program: changed numbers change every phantom and every synthetic case. */
  @Test
  void numbersOfAKeyNeverChange() {
    assertThat(noise.at(0, 10)).isEqualTo(10.021712f);
  }

  @Test
  void withoutNoiseSignalsStay() {
    assertThat(new RicianNoise(0, CounterRandom.of(1, "noise")).at(0, -3)).isEqualTo(-3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteStays(double signal) {
    assertThat(noise.at(0, signal)).isEqualTo(Float.valueOf((float) signal));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesDeviationsThatAreNone(double sd) {
    CounterRandom random = CounterRandom.of(1, "noise");

    assertThatThrownBy(() -> new RicianNoise(sd, random))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("noise with a standard deviation of " + sd);
  }

  private double moment(double signal, int power) {
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      sum += Math.pow(noise.at(i, signal), power);
    }
    return sum / DRAWS;
  }
}
