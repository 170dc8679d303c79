// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GaussianSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

class ShiryaevRobertsTest {

  @Test
  void isTheSumOfAllProductsOfRatiosUpToNow() {
    double[] increments = increments(200);
    double[] state = ShiryaevRoberts.initial();
    for (int n = 1; n <= increments.length; n++) {
      ShiryaevRoberts.observe(state, increments[n - 1], n - 1);
      double sum = 0;
      for (int j = 0; j < n; j++) {
        double product = 1;
        for (int i = j; i < n; i++) {
          product *= Math.exp(increments[i]);
        }
        sum += product;
      }
      assertThat(ShiryaevRoberts.logValue(state)).isCloseTo(Math.log(sum), within(1e-12 * (1 + n)));
    }
  }

  @Test
  void datesTheChangeAtTheBeginOfTheRunOfTheLargestSum() {
    double[] increments = increments(200);
    double[] state = ShiryaevRoberts.initial();
    for (int n = 1; n <= increments.length; n++) {
      ShiryaevRoberts.observe(state, increments[n - 1], n - 1);
      int best = n - 1;
      double largest = Double.NEGATIVE_INFINITY;
      double sum = 0;
      for (int j = n - 1; j >= 0; j--) {
        sum += increments[j];
        if (sum > largest) {
          largest = sum;
          best = j;
        }
      }
      assertThat(ShiryaevRoberts.changeAt(state)).isEqualTo(best);
    }
  }

  @Test
  void datesByTheNumbersItIsGiven() {
    double[] state = ShiryaevRoberts.initial();
    assertThat(ShiryaevRoberts.changeAt(state)).isEqualTo(0);
    ShiryaevRoberts.observe(state, -0.5, 7_000_000_000L);
    ShiryaevRoberts.observe(state, 0.5, 7_000_000_001L);
    ShiryaevRoberts.observe(state, 0.25, 7_000_000_002L);
    assertThat(ShiryaevRoberts.changeAt(state)).isEqualTo(7_000_000_001L);
    ShiryaevRoberts.observe(state, -0.75, 7_000_000_003L);
    assertThat(ShiryaevRoberts.changeAt(state)).isEqualTo(7_000_000_001L);
    ShiryaevRoberts.observe(state, 0.5, 7_000_000_004L);
    assertThat(ShiryaevRoberts.changeAt(state)).isEqualTo(7_000_000_004L);
  }

  @Test
  void knowsNoOverflow() {
    double[] state = ShiryaevRoberts.initial();
    assertThat(ShiryaevRoberts.logValue(state)).isEqualTo(Double.NEGATIVE_INFINITY);
    ShiryaevRoberts.observe(state, 1e6, 0);
    assertThat(ShiryaevRoberts.logValue(state)).isEqualTo(1e6);
    ShiryaevRoberts.observe(state, 2, 1);
    assertThat(ShiryaevRoberts.logValue(state)).isEqualTo(1e6 + 2);
    ShiryaevRoberts.observe(state, -2e6, 2);
    assertThat(ShiryaevRoberts.logValue(state)).isEqualTo(-1e6 + 2);
    ShiryaevRoberts.observe(state, 0, 3);
    assertThat(ShiryaevRoberts.logValue(state)).isEqualTo(0);
    ShiryaevRoberts.observe(state, 0, 4);
    assertThat(ShiryaevRoberts.logValue(state)).isCloseTo(Math.log(2), within(1e-15));
  }

  @Test
  void resetForgetsEverything() {
    double[] state = ShiryaevRoberts.initial();
    ShiryaevRoberts.observe(state, 1, 5);
    ShiryaevRoberts.reset(state);
    assertThat(state).isEqualTo(ShiryaevRoberts.initial());
  }

  /** Of N(1, 1) against N(0, 1) the overshoot makes it about 1.8 times the nominal run length. */
  @Test
  void keepsTheNominalRunLengthWhileNothingChanges() {
    SharedStateContinuousSampler gaussian = gaussian(0);
    int samples = 400_000;
    double nominal = 200;
    int alarms = 0;
    double[] state = ShiryaevRoberts.initial();
    for (int n = 0; n < samples; n++) {
      ShiryaevRoberts.observe(state, gaussian.sample() - 0.5, n);
      if (ShiryaevRoberts.logValue(state) >= Math.log(nominal)) {
        alarms++;
        ShiryaevRoberts.reset(state);
      }
    }
    double runLength = (double) samples / alarms;
    assertThat(runLength).isBetween(nominal, 2.2 * nominal);
  }

  private static double[] increments(int n) {
    SharedStateContinuousSampler gaussian = gaussian(1);
    return IntStream.range(0, n).mapToDouble(i -> gaussian.sample()).toArray();
  }

  private static SharedStateContinuousSampler gaussian(long index) {
    UniformRandomProvider random = KeyedRandom.of(1, "e-detector", index);
    return GaussianSampler.of(ZigguratSampler.NormalizedGaussian.of(random), 0, 1);
  }
}
