// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CurveTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 7748, section 5.2; the second has the highest bit of u set, which does not count. */
  @ParameterizedTest
  @CsvSource({
    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,"
        + "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,"
        + "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,"
        + "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,"
        + "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
  })
  void agreesAsInTheRfc(String scalar, String u, String result) {
    assertThat(HEX.formatHex(Curve.agree(HEX.parseHex(scalar), HEX.parseHex(u)))).isEqualTo(result);
  }

  /** RFC 7748, section 6.1. */
  @Test
  void makesThePublicKeysOfTheRfc() {
    byte[] alice = HEX.parseHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
    byte[] bob = HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    assertThat(HEX.formatHex(Curve.publicKey(alice)))
        .isEqualTo("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    assertThat(HEX.formatHex(Curve.publicKey(bob)))
        .isEqualTo("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    assertThat(HEX.formatHex(Curve.agree(alice, Curve.publicKey(bob))))
        .isEqualTo("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    assertThat(Curve.isUsable(Curve.publicKey(alice))).isTrue();
  }

  /** The points of order 1, 2, 4 and 8 of the curve and its twist, and two written above p. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void refusesPointsOfLowOrder(String point) {
    byte[] key = HEX.parseHex(point);
    byte[] scalar = HEX.parseHex("77".repeat(32));
    assertThatThrownBy(() -> Curve.agree(scalar, key))
        .isInstanceOf(RefusalException.class)
        .hasMessageStartingWith("a public key of low order");
    assertThat(Curve.isUsable(key)).isFalse();
  }

  @Test
  void refusesOtherLengthsAndSecondWaysToWriteAKey() {
    assertThatThrownBy(() -> Curve.agree(new byte[32], new byte[31]))
        .isInstanceOf(RefusalException.class)
        .hasMessage("a public key of 31 bytes, not 32");
    assertThat(Curve.isUsable(new byte[33])).isFalse();
    byte[] key = Curve.publicKey(HEX.parseHex("77".repeat(32)));
    key[31] |= (byte) 0x80;
    assertThat(Curve.isUsable(key)).isFalse();
  }
}
