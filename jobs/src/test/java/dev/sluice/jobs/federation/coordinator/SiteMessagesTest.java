// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of sites on their way in. */
class SiteMessagesTest {

  private static FederationUpdate.Builder update() {
    return FederationUpdate.newBuilder()
        .setFederation("f")
        .setRound(0)
        .setSite("a")
        .setWords(2)
        .setNumbers(
            ByteBuffer.wrap(new byte[] {0, 0, 0, 1, 0, 0, 0, 2, -1, -1, -1, -1, -1, -1, -1, -2}));
  }

  @Test
  void numbersAreBigEndian() {
    var numbers = SiteMessages.of(update().build(), Fixture.raw("f", "")).numbers();
    assertThat(numbers.length()).isEqualTo(2);
    assertThat(numbers.signed(0)).isEqualTo(BigInteger.valueOf((1L << 32) + 2));
    assertThat(numbers.signed(1)).isEqualTo(BigInteger.valueOf(-2));
    assertThat(numbers.values()).containsExactly(2, 1, -2, -1);
  }

  @Test
  void anUpdateIsMaskedWhereItHasACommitment() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[32]);
    FederationUpdate masked = update().setSeedCommitment(bytes).setMembersDigest(bytes).build();
    SiteMessage message = SiteMessages.of(masked, Fixture.raw("f", ""));
    assertThat(message.numbers()).isNull();
    assertThat(message.masked().seedCommitment()).hasSize(32);
    assertThat(SiteMessages.check(masked).record()).isNotNull();
    assertThat(SiteMessages.check(update().setSeedCommitment(bytes).build()).message())
        .isEqualTo("seedCommitment: there is none without membersDigest, nor the other way round");
  }

  @Test
  void whatCannotBeReadIsMalformedAndNamesTheField() {
    assertThat(SiteMessages.check(update().setWords(0).build()).message())
        .isEqualTo("words: must be 1 to 16, is 0");
    assertThat(SiteMessages.check(update().setWords(3).build()).message())
        .isEqualTo("numbers: 16 bytes are no whole number of numbers of 3 words");
    assertThat(SiteMessages.check(update().setSite(" ").build()).message())
        .isEqualTo("site: must not be blank");
    assertThat(SiteMessages.check(update().setRound(-1).build()).message())
        .isEqualTo("round: must be at least 0, is -1");
    ByteBuffer key = ByteBuffer.wrap(new byte[32]);
    assertThat(SiteMessages.check(new FederationKeys("f", 0L, -1, "a", key, key)).message())
        .isEqualTo("attempt: must be at least 0, is -1");
    assertThat(
            SiteMessages.check(new FederationShares("f", 0L, 0, "a", List.of(), List.of()))
                .message())
        .isEqualTo("encrypted: exactly one of encrypted and revealed has entries");
  }
}
