// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class HkdfTest {
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 5869, appendix A.1. */
  @Test
  void givesTheFirstVectorOfTheRfc() {
    byte[] okm =
        Hkdf.derive(
            HEX.parseHex("0b".repeat(22)),
            HEX.parseHex("000102030405060708090a0b0c"),
            HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"),
            42);
    assertThat(HEX.formatHex(okm))
        .isEqualTo(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  }

  /** RFC 5869, appendix A.3: neither salt nor info. */
  @Test
  void givesTheThirdVectorOfTheRfc() {
    byte[] okm = Hkdf.derive(HEX.parseHex("0b".repeat(22)), new byte[0], new byte[0], 42);
    assertThat(HEX.formatHex(okm))
        .isEqualTo(
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  }

  @Test
  void partsOfAPurposeDoNotRunIntoEachOther() {
    assertThat(Info.of("a").with("bc").toBytes()).isNotEqualTo(Info.of("ab").with("c").toBytes());
    assertThat(Info.of("a").with("").toBytes()).isNotEqualTo(Info.of("a").toBytes());
    assertThat(Info.of("a").with(1).with(2).toBytes())
        .isNotEqualTo(Info.of("a").with(2).with(1).toBytes());
  }
}
