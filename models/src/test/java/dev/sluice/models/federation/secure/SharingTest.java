// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharingTest {

  @Test
  void anyThreeOfFiveGiveTheSecretAndFewerDoNot() {
    byte[] secret = bytes(1);
    byte[][] shares = Sharing.split(secret, 3, 5, SecretStream.of(bytes(2)));
    for (int subset = 1; subset < 1 << 5; subset++) {
      Map<Integer, byte[]> some = new HashMap<>();
      for (int place = 0; place < 5; place++) {
        if ((subset >> place & 1) == 1) {
          some.put(place, shares[place]);
        }
      }
      byte[] joined = Sharing.join(some);
      if (some.size() >= 3) {
        assertThat(joined).as("places %s", some.keySet()).isEqualTo(secret);
      } else {
        assertThat(joined).as("places %s", some.keySet()).isNotEqualTo(secret);
      }
    }
  }

  /** Two shares of a threshold of 3 fit every secret: a third share says which. */
  @Test
  void fewerSharesThanTheThresholdTellNothing() {
    boolean[] seen = new boolean[256];
    byte[][] shares = Sharing.split(bytes(1), 3, 5, SecretStream.of(bytes(2)));
    for (int third = 0; third < 256; third++) {
      byte[] made = new byte[32];
      made[0] = (byte) third;
      byte[] joined = Sharing.join(Map.of(0, shares[0], 3, shares[3], 4, made));
      seen[joined[0] & 0xff] = true;
    }
    assertThat(seen).containsOnly(true);
  }

  /** More shares than the secret has bytes, and as many as the field has. */
  @ParameterizedTest
  @CsvSource({"2, 3", "17, 33", "128, 255", "128, 128"})
  void thereAreAsManySharesAsAskedFor(int threshold, int count) {
    byte[] secret = bytes(count);
    byte[][] shares = Sharing.split(secret, threshold, count, SecretStream.of(bytes(2)));
    assertThat(shares).hasNumberOfRows(count);
    Map<Integer, byte[]> last = new HashMap<>();
    for (int place = count - threshold; place < count; place++) {
      assertThat(shares[place]).hasSize(32);
      last.put(place, shares[place]);
    }
    assertThat(Sharing.join(last)).isEqualTo(secret);
    last.remove(count - 1);
    assertThat(Sharing.join(last)).isNotEqualTo(secret);
  }

  @Test
  void sameCoefficientsMakeTheSameShares() {
    byte[][] once = Sharing.split(bytes(1), 3, 5, SecretStream.of(bytes(2)));
    assertThat(Sharing.split(bytes(1), 3, 5, SecretStream.of(bytes(2)))).isDeepEqualTo(once);
    assertThat(Sharing.split(bytes(1), 3, 5, SecretStream.of(bytes(3)))[4]).isNotEqualTo(once[4]);
  }

  private static byte[] bytes(int key) {
    return Hkdf.key(new byte[] {(byte) key}, Info.of("test"));
  }
}
