// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.random.KeyedRandom;
import java.math.BigInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RingVectorTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void sumsAndDifferencesAreThoseOfWholeNumbersModuloThePowerOfTwo(int words) {
    UniformRandomProvider random = KeyedRandom.of(1, "ring", words);
    BigInteger modulus = BigInteger.ONE.shiftLeft(32 * words);
    for (int trial = 0; trial < 200; trial++) {
      BigInteger a = number(random, words);
      BigInteger b = number(random, words);
      RingVector first = RingVector.of(words, BigInteger.ONE, a, b);
      RingVector second = RingVector.of(words, BigInteger.TEN, b, a);
      assertThat(first.signed(1)).isEqualTo(a);
      assertThat(first.plus(second).signed(0)).isEqualTo(BigInteger.valueOf(11));
      assertThat(first.plus(second).signed(1).subtract(a.add(b)).mod(modulus)).isZero();
      assertThat(first.minus(second).signed(2).subtract(b.subtract(a)).mod(modulus)).isZero();
    }
  }

  @Test
  void carriesDoNotReachTheNextNumber() {
    RingVector ones = RingVector.of(2, BigInteger.ONE.negate(), BigInteger.ZERO);
    RingVector sum = ones.plus(RingVector.of(2, BigInteger.ONE, BigInteger.ZERO));
    assertThat(sum.values()).containsOnly(0);
    assertThat(RingVector.zero(2, 2).minus(RingVector.of(2, BigInteger.ONE, BigInteger.ZERO)))
        .satisfies(difference -> assertThat(difference.values()).containsExactly(-1, -1, 0, 0));
  }

  @Test
  void whatHasNoRoomIsRefused() {
    BigInteger most = BigInteger.ONE.shiftLeft(31).subtract(BigInteger.ONE);
    assertThat(RingVector.of(1, most).signed(0)).isEqualTo(most);
    assertThat(RingVector.of(1, most.not()).signed(0)).isEqualTo(most.not());
    assertThatThrownBy(() -> RingVector.of(1, BigInteger.ZERO, most.add(BigInteger.ONE)))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("number 1 has 32 bits and a sign; there is room for 31");
    assertThatThrownBy(() -> RingVector.zero(1, 2).plus(RingVector.zero(2, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 numbers of 1 words and 1 of 2");
    assertThatThrownBy(() -> new RingVector(2, new int[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BigInteger number(UniformRandomProvider random, int words) {
    byte[] bytes = new byte[words * Integer.BYTES];
    random.nextBytes(bytes);
    return new BigInteger(bytes);
  }
}
