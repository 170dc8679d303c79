// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.SiteSecret;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

final class NoisyReleaseTest {
  private static final Clipping CLIPPING = new Clipping(2, 16);

  /** Five honest sites of a threshold of five: the noise of their sum is z C. */
  @Test
  void theThresholdOfSitesAddsTheWholeNoise() {
    NoisyRelease mechanism = new NoisyRelease(CLIPPING, 4, 5);
    assertThat(mechanism.variance()).isEqualTo(BigInteger.valueOf(((1L << 38) + 4) / 5));
    int length = 4000;
    RingVector sum = RingVector.zero(1, length);
    double[] vector = new double[length];
    vector[0] = 30;
    for (int site = 0; site < 5; site++) {
      SiteSecret secret = new SiteSecret(new byte[32], "s" + site);
      BigInteger[] noise = mechanism.noise(length, secret.stream("f", "noise", 3));
      assertThat(mechanism.noise(length, secret.stream("f", "noise", 3))).isEqualTo(noise);
      sum = sum.plus(mechanism.release(vector, noise, 1));
    }
    double squares = 0;
    for (int i = 1; i < length; i++) {
      squares += Math.pow(CLIPPING.toDouble(sum.signed(i)), 2);
    }
    double variance = squares / (length - 1);
    assertThat(variance).isCloseTo(64, within(4 * 64 * Math.sqrt(2.0 / length)));
    assertThat(CLIPPING.toDouble(sum.signed(0))).isCloseTo(10, within(32.0));
  }

  @Test
  void saysHowManyWordsASumNeeds() {
    NoisyRelease mechanism = new NoisyRelease(CLIPPING, 4, 5);
    // 2^17 by each site, and twelve times 2^19 and a little by five.
    assertThat(mechanism.hasRoom(5, 1, 1)).isTrue();
    assertThat(mechanism.hasRoom(10_000, 1, 1)).isTrue();
    assertThat(mechanism.hasRoom(20_000, 1, 1)).isFalse();
    assertThat(mechanism.hasRoom(20_000, 2, 1)).isTrue();
    assertThat(mechanism.hasRoom(10_000, 1, 60)).isFalse();
    NoisyRelease wide = new NoisyRelease(new Clipping(8, 40), 4, 1);
    BigInteger[] noise = wide.noise(50, new SiteSecret(new byte[32], "s").stream("f", "noise"));
    assertThatThrownBy(() -> wide.release(new double[50], noise, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThat(wide.hasRoom(1, 1, 1)).isFalse();
    assertThatThrownBy(() -> wide.release(new double[49], noise, 2))
        .hasMessage("49 numbers and noise for 50");
  }

  @Test
  void refusesNoiseThatTheFixedPointCannotCarry() {
    assertThatThrownBy(() -> new NoisyRelease(new Clipping(1, 0), 1, 1))
        .hasMessage("noise of variance 1 in units of the fixed point; 16 is the least");
    assertThatThrownBy(() -> new NoisyRelease(CLIPPING, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NoisyRelease(CLIPPING, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
