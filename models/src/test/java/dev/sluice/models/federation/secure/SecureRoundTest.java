// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.federation.RingVector;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a coordinator does with messages that come twice, too early, too late, or changed. */
final class SecureRoundTest {

  @Test
  void keysCountOnce() {
    SecureSum sum = new SecureSum(4, 3, 1, 2);
    SecureRound round = sum.round();
    Keys first = sum.site("s0").keys();
    Keys second = sum.site("s1").keys();
    assertThat(round.keys(first)).isEqualTo(Reception.ACCEPTED);
    assertThat(round.keys(sum.site("s0").keys())).isEqualTo(Reception.REPEATED);
    assertThat(round.keys(new Keys("s0", second.publicMaskKey(), second.publicShareKey())))
        .isEqualTo(Reception.CONFLICTING);
    assertThat(round.keys(new Keys("s1", first.publicMaskKey(), second.publicShareKey())))
        .isEqualTo(Reception.UNFIT);
    assertThat(round.keys(new Keys("s1", new byte[32], second.publicShareKey())))
        .isEqualTo(Reception.UNFIT);
    assertThat(round.keys(new Keys("", second.publicMaskKey(), second.publicShareKey())))
        .isEqualTo(Reception.UNFIT);
    assertThat(round.keys(new Keys("s1", second.publicMaskKey(), second.publicMaskKey())))
        .isEqualTo(Reception.UNFIT);
    assertThat(round.keys(second)).isEqualTo(Reception.ACCEPTED);
    assertThatThrownBy(() -> round.fixRoster(2)).hasMessage("2 members; 3 are the fewest");
    assertThat(round.keys(sum.site("s2").keys())).isEqualTo(Reception.ACCEPTED);
    assertThatThrownBy(() -> round.fixRoster(1)).isInstanceOf(RefusalException.class);
    assertThat(round.arrived()).isEqualTo(3);
    assertThat(round.fixRoster(Roster.majority(3)).threshold()).isEqualTo(2);
    assertThat(round.keys(first)).isEqualTo(Reception.REPEATED);
    assertThat(round.keys(sum.site("s3").keys())).isEqualTo(Reception.LATE);
    assertThatThrownBy(() -> round.fixRoster(2)).hasMessage("the roster is fixed already");
  }

  @Test
  void whoSharesWithSomeOnlyIsNoMember() {
    SecureSum sum = new SecureSum(4, 3, 1, 2);
    SecureSum again = new SecureSum(4, 3, 1, 2);
    Roster roster = sum.keys(3, Set.of());
    SecureRound round = sum.round();
    EncryptedShares[] sent = sum.site("s3").shares(roster);
    assertThat(again.round().shares(sent[0])).isEqualTo(Reception.EARLY);
    assertThat(round.shares(sent[0])).isEqualTo(Reception.ACCEPTED);
    assertThat(round.shares(sent[0])).isEqualTo(Reception.REPEATED);
    assertThat(round.shares(new EncryptedShares("s3", "s0", sent[1].ciphertext())))
        .isEqualTo(Reception.CONFLICTING);
    assertThat(round.shares(new EncryptedShares("s3", "s9", sent[1].ciphertext())))
        .isEqualTo(Reception.STRANGER);
    assertThat(round.shares(new EncryptedShares("s9", "s3", sent[1].ciphertext())))
        .isEqualTo(Reception.STRANGER);
    assertThat(round.shares(new EncryptedShares("s3", "s3", sent[1].ciphertext())))
        .isEqualTo(Reception.STRANGER);
    assertThatThrownBy(() -> round.inbox("s3")).hasMessage("s3 is no member");
    sum.keep(round);
    assertThat(sum.shares(roster, Set.of("s3"))).containsExactly("s0", "s1", "s2");
    SecureRound after = sum.round();
    assertThat(after.shares(sent[0])).isEqualTo(Reception.REPEATED);
    assertThat(after.shares(sent[1])).isEqualTo(Reception.LATE);
    assertThat(after.inbox("s0")).extracting(EncryptedShares::from).containsExactly("s1", "s2");
  }

  @Test
  void updatesOfAnotherShapeOrForOtherMembersDoNotFit() {
    SecureSum sum = new SecureSum(4, 3, 1, 2);
    Roster roster = sum.keys(3, Set.of());
    String[] members = sum.shares(roster, Set.of());
    MaskedUpdate sent = sum.update("s0");
    SecureRound round = sum.round();
    assertThat(round.update(with(sent, RingVector.zero(1, 3)))).isEqualTo(Reception.UNFIT);
    assertThat(round.update(with(sent, RingVector.zero(2, 2)))).isEqualTo(Reception.UNFIT);
    SecureSite partial = sum.site("s1");
    EncryptedShares[] inbox = round.inbox("s1");
    MaskedUpdate other =
        partial.masked(sum.vectors.get("s1"), new EncryptedShares[] {inbox[0], inbox[1]});
    assertThat(round.update(other)).isEqualTo(Reception.UNFIT);
    assertThat(round.update(sent)).isEqualTo(Reception.ACCEPTED);
    assertThat(round.update(sum.update("s0"))).isEqualTo(Reception.REPEATED);
    assertThat(round.update(with(sent, RingVector.zero(1, 2)))).isEqualTo(Reception.CONFLICTING);
    MaskedUpdate strange =
        new MaskedUpdate("s9", sent.vector(), sent.seedCommitment(), sent.membersDigest());
    assertThat(round.update(strange)).isEqualTo(Reception.STRANGER);
    assertThat(round.reveal(new RevealedShares("s0", new RevealedShare[0])))
        .isEqualTo(Reception.EARLY);
    assertThatThrownBy(round::fixSurvivors).hasMessage("1 survivors; 3 are the fewest");
    assertThatThrownBy(round::sum).hasMessage("survivors are not fixed; the phase is UPDATES");
    sum.keep(round);
    sum.updates(members, Set.of("s0", "s3"));
    assertThat(sum.round().update(sum.update("s3"))).isEqualTo(Reception.LATE);
  }

  @Test
  void wrongSharesMakeNoSumInsteadOfAWrongOne() {
    for (int wrong : new int[] {0, 3}) {
      SecureSum sum = new SecureSum(4, 3, 1, 2);
      String[] members = sum.shares(sum.keys(3, Set.of()), Set.of());
      String[] survivors = sum.updates(members, Set.of("s3"));
      SecureRound round = sum.round();
      for (String name : survivors) {
        RevealedShares sent = sum.site(name).reveal(survivors);
        if (name.equals("s1")) {
          sent.shares()[wrong].share()[31] ^= 1;
        }
        assertThat(round.reveal(sent)).isEqualTo(Reception.ACCEPTED);
      }
      assertThatThrownBy(round::sum)
          .isInstanceOf(RefusalException.class)
          .hasMessage(
              wrong == 0
                  ? "the shares revealed do not give the seed that s0 is bound to"
                  : "the shares revealed do not give the private key of s3");
    }
  }

  @Test
  void sharesOfTheWrongKindDoNotFit() {
    SecureSum sum = new SecureSum(4, 3, 1, 2);
    String[] members = sum.shares(sum.keys(3, Set.of()), Set.of());
    String[] survivors = sum.updates(members, Set.of("s3"));
    SecureRound round = sum.round();
    RevealedShares sent = sum.site("s0").reveal(survivors);
    RevealedShare first = sent.shares()[0];
    RevealedShare kind = new RevealedShare(first.of(), false, first.share());
    assertThat(round.reveal(with(sent, kind))).isEqualTo(Reception.UNFIT);
    assertThat(round.reveal(with(sent, new RevealedShare("s0", true, new byte[31]))))
        .isEqualTo(Reception.UNFIT);
    assertThat(round.reveal(new RevealedShares("s3", sent.shares()))).isEqualTo(Reception.STRANGER);
    assertThat(round.isComplete()).isFalse();
    assertThat(round.reveal(sent)).isEqualTo(Reception.ACCEPTED);
    assertThat(round.reveal(sum.site("s0").reveal(survivors))).isEqualTo(Reception.REPEATED);
    assertThat(round.reveal(with(sent, new RevealedShare("s0", true, new byte[32]))))
        .isEqualTo(Reception.CONFLICTING);
    assertThat(round.arrived()).isEqualTo(1);
  }

  private static MaskedUpdate with(MaskedUpdate sent, RingVector vector) {
    return new MaskedUpdate(sent.site(), vector, sent.seedCommitment(), sent.membersDigest());
  }

  private static RevealedShares with(RevealedShares sent, RevealedShare first) {
    RevealedShare[] shares = sent.shares().clone();
    shares[0] = first;
    return new RevealedShares(sent.from(), shares);
  }
}
