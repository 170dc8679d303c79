// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretStreamTest {
  private static final byte[] KEY = Hkdf.key(new byte[] {1}, Info.of("test"));

  /** NIST SP 800-38A, section 6.5: block i is the cipher of the counter i. */
  @Test
  void isAesOfACounter() throws Exception {
    byte[] stream = new byte[3000];
    SecretStream.of(KEY).nextBytes(stream);
    Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
    block.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"));
    for (int i = 0; i < 187; i++) {
      byte[] counter = ByteBuffer.allocate(16).putLong(0).putLong(i).array();
      assertThat(Arrays.copyOfRange(stream, 16 * i, 16 * i + 16)).isEqualTo(block.doFinal(counter));
    }
  }

  @Test
  void piecesAreTheWhole() {
    byte[] whole = new byte[2100];
    SecretStream.of(KEY).nextBytes(whole);
    SecretStream pieces = SecretStream.of(KEY);
    byte[] first = new byte[1023];
    pieces.nextBytes(first);
    assertThat(first).isEqualTo(Arrays.copyOf(whole, 1023));
    assertThat((byte) pieces.nextByte()).isEqualTo(whole[1023]);
    assertThat(pieces.nextInts(2))
        .containsExactly(ByteBuffer.wrap(whole).getInt(1024), ByteBuffer.wrap(whole).getInt(1028));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 255, 256, 257, 1L << 40, Long.MAX_VALUE})
  void numbersAreBelowTheBoundAndReachItsEnds(long bound) {
    SecretStream stream = SecretStream.of(KEY);
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 4000; i++) {
      long drawn = stream.nextBelow(BigInteger.valueOf(bound)).longValueExact();
      least = Math.min(least, drawn);
      most = Math.max(most, drawn);
    }
    assertThat(most).isLessThan(bound);
    assertThat((double) least).isLessThanOrEqualTo(bound * 0.005);
    assertThat((double) most).isGreaterThanOrEqualTo((bound - 1) * 0.995 - 0.5);
  }

  @Test
  void smallNumbersAreUniform() {
    SecretStream stream = SecretStream.of(KEY);
    int[] counts = new int[6];
    for (int i = 0; i < 60_000; i++) {
      counts[stream.nextBelow(BigInteger.valueOf(6)).intValueExact()]++;
    }
    double chiSquare = Arrays.stream(counts).mapToDouble(n -> Math.pow(n - 1e4, 2) / 1e4).sum();
    // 5 degrees of freedom: above 20.5 once in 1000 keys, and this key is fixed.
    assertThat(chiSquare).isLessThan(20.5);
  }

  @Test
  void refusesWhatIsNoKeyOrBound() {
    assertThatThrownBy(() -> SecretStream.of(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SecretStream.of(KEY).nextBelow(BigInteger.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
