// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.random.KeyedRandom;
import java.math.BigInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class WideSumTest {

  @Test
  void equalsArithmeticOfAnyPrecision() {
    UniformRandomProvider random = KeyedRandom.of(1, "wide sum");
    WideSum sum = WideSum.ZERO;
    BigInteger expected = BigInteger.ZERO;
    for (int i = 0; i < 10_000; i++) {
      long x = random.nextLong() >> random.nextInt(8, 63);
      long y = random.nextLong() >> random.nextInt(8, 63);
      sum = sum.plusProduct(x, y);
      expected = expected.add(BigInteger.valueOf(x).multiply(BigInteger.valueOf(y)));
      assertThat(sum.toBigInteger()).isEqualTo(expected);
      WideSum one = WideSum.ZERO.plusProduct(x, y);
      assertThat(one.minus(sum).toBigInteger()).isEqualTo(one.toBigInteger().subtract(expected));
    }
  }

  @Test
  void takingAwayUndoesAdding() {
    WideSum sum = WideSum.ZERO.plusProduct(-3, 1L << 60).plusProduct(1L << 62, 1L << 62);
    assertThat(sum.plusProduct(-7, 9).minusProduct(-7, 9)).isEqualTo(sum);
    assertThat(sum.plus(WideSum.ZERO)).isEqualTo(sum);
  }
}
