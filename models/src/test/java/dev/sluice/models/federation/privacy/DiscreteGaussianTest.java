// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.federation.secure.SecretStream;
import dev.sluice.models.federation.secure.SiteSecret;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscreteGaussianTest {
  private static final int DRAWS = 40_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void isTheDiscreteGaussian(int deviation) {
    double variance = (double) deviation * deviation;
    int[] draws = draws(BigInteger.valueOf((long) deviation * deviation), DRAWS, "a");
    double mean = Arrays.stream(draws).average().orElseThrow();
    double square = Arrays.stream(draws).mapToDouble(x -> (double) x * x).average().orElseThrow();
    double fourth = Arrays.stream(draws).mapToDouble(x -> Math.pow(x, 4)).average().orElseThrow();
    // Four standard errors; the keys are fixed.
    assertThat(mean).isCloseTo(0, within(4 * deviation / Math.sqrt(DRAWS)));
    assertThat(square).isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 / DRAWS)));
    assertThat(fourth / variance / variance).isCloseTo(3, within(4 * Math.sqrt(96.0 / DRAWS)));
    assertThat(chiSquare(draws, deviation)).isLessThan(45.3);
  }

  /** 21 cells of one or more numbers: with 20 degrees of freedom, above 45.3 once in 1000 keys. */
  private static double chiSquare(int[] draws, int deviation) {
    int cells = deviation == 1 ? 7 : 21;
    int width = deviation == 50 ? 15 : 1;
    double[] expected = new double[cells];
    double total = 0;
    for (int x = -12 * deviation; x <= 12 * deviation; x++) {
      double weight = Math.exp(-0.5 * x * x / deviation / deviation);
      expected[cell(x, width, cells)] += weight;
      total += weight;
    }
    int[] counts = new int[cells];
    for (int draw : draws) {
      counts[cell(draw, width, cells)]++;
    }
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      double mean = expected[i] / total * draws.length;
      sum += (counts[i] - mean) * (counts[i] - mean) / mean;
    }
    return sum;
  }

  private static int cell(int x, int width, int cells) {
    return Math.min(Math.max(Math.floorDiv(x + width / 2, width) + cells / 2, 0), cells - 1);
  }

  /** Algorithm 1, at exponents below and above 1. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 3", "1, 1", "5, 2", "123456789, 1000000000"})
  void tossesCoinsOfExponentialProbability(long n, long d) {
    SecretStream stream = stream("coins");
    int heads = 0;
    for (int i = 0; i < DRAWS; i++) {
      heads +=
          DiscreteGaussian.exponential(BigInteger.valueOf(n), BigInteger.valueOf(d), stream)
              ? 1
              : 0;
    }
    double p = Math.exp(-(double) n / d);
    assertThat((double) heads / DRAWS)
        .isCloseTo(p, within(4 * Math.sqrt(p * (1 - p) / DRAWS) + 1e-12));
  }

  @Test
  void variancesMayExceedAnyMachineNumber() {
    BigInteger deviation = BigInteger.ONE.shiftLeft(100);
    DiscreteGaussian gaussian = new DiscreteGaussian(deviation.multiply(deviation));
    SecretStream stream = stream("wide");
    double squares = 0;
    for (int i = 0; i < 4000; i++) {
      squares += Math.pow(Math.scalb(gaussian.sample(stream).doubleValue(), -100), 2);
    }
    assertThat(squares / 4000).isCloseTo(1, within(4 * Math.sqrt(2.0 / 4000)));
  }

  @Test
  void sameKeySameNoise() {
    BigInteger variance = BigInteger.valueOf(2500);
    assertThat(draws(variance, 100, "a")).isEqualTo(draws(variance, 100, "a"));
    assertThat(draws(variance, 100, "a")).isNotEqualTo(draws(variance, 100, "b"));
    assertThatThrownBy(() -> new DiscreteGaussian(BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] draws(BigInteger variance, int count, String purpose) {
    DiscreteGaussian gaussian = new DiscreteGaussian(variance);
    SecretStream stream = stream(purpose);
    int[] draws = new int[count];
    Arrays.setAll(draws, i -> gaussian.sample(stream).intValueExact());
    return draws;
  }

  private static SecretStream stream(String purpose) {
    return new SiteSecret(new byte[32], "s").stream("test", purpose);
  }
}
