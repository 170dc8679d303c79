// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClippingTest {

  @Test
  void whatIsShortEnoughIsOnlyCut() {
    Clipping clipping = new Clipping(5, 2);
    assertThat(clipping.clip(new double[] {3, -4, 0})).containsExactly(numbers(12, -16, 0));
    assertThat(clipping.clip(new double[] {0.3, -0.3, 0.249})).containsExactly(numbers(1, -1, 0));
    assertThat(clipping.clip(new double[] {30, -40})).containsExactly(numbers(12, -16));
    assertThat(clipping.toDouble(BigInteger.valueOf(-17))).isEqualTo(-4.25);
    assertThat(clipping.clip(new double[0])).isEmpty();
    assertThat(clipping.clip(new double[] {0, -0.0})).containsExactly(numbers(0, 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 22", "0.1, 22", "8, 40", "1e-3, 64", "3.3, 52", "7, 0"})
  void theNormNeverExceedsTheBound(double norm, int bits) {
    UniformRandomProvider random = KeyedRandom.of(5, "clipping", bits);
    Clipping clipping = new Clipping(norm, bits);
    BigDecimal bound = new BigDecimal(norm).multiply(BigDecimal.valueOf(2).pow(bits)).pow(2);
    for (int trial = 0; trial < 300; trial++) {
      double size = Math.pow(10, random.nextDouble() * 12 - 4);
      double[] vector = new double[1 + random.nextInt(40)];
      Arrays.setAll(vector, i -> (random.nextDouble() - 0.5) * size);
      BigInteger squares = squares(clipping.clip(vector));
      assertThat(new BigDecimal(squares)).isLessThanOrEqualTo(bound);
      double before = Math.sqrt(Arrays.stream(vector).map(x -> x * x).sum());
      double after = Math.scalb(Math.sqrt(squares.doubleValue()), -bits);
      double cut = Math.scalb(Math.sqrt(vector.length), -bits);
      assertThat(after).isCloseTo(Math.min(before, norm), within(cut + 1e-9 * norm));
    }
  }

  @Test
  void theGreatestAndSmallestNumbersHaveADirection() {
    Clipping clipping = new Clipping(1, 22);
    BigInteger[] huge = clipping.clip(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE});
    assertThat(huge[0].doubleValue()).isCloseTo(Math.sqrt(0.5) * (1 << 22), within(1.0));
    assertThat(huge[1]).isEqualTo(huge[0].negate());
    assertThat(clipping.clip(new double[] {Double.MIN_VALUE})).containsExactly(numbers(0));
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> clipping.clip(new double[] {1, bad}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a vector with the number " + bad);
      assertThatThrownBy(() -> new Clipping(bad, 22)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Clipping(0, 22)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Clipping(1, 65)).isInstanceOf(IllegalArgumentException.class);
  }

  private static BigInteger squares(BigInteger[] numbers) {
    return Arrays.stream(numbers).map(x -> x.multiply(x)).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger[] numbers(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
  }
}
