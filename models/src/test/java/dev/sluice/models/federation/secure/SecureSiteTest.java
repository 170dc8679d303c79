// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.federation.RingVector;
import java.util.Arrays;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a site refuses, so that no two of its answers tell more than one. */
final class SecureSiteTest {
  private static final RoundId ID = SecureSum.ID;

  @Test
  void refusesRostersThatDoNotProtectIt() {
    SecureSum sum = new SecureSum(4, 3, 1, 2);
    Keys[] all = sum.keys(3, Set.of()).members();
    SecureSite site = sum.site("s0");
    refused(() -> site.shares(Roster.of(ID, 2, all)), "a threshold of 2 of 4 members is not more");
    refused(() -> site.shares(Roster.of(ID, 5, all)), "a threshold of 5 of 4 members is not more");
    refused(() -> site.shares(Roster.of(ID, 2, all[0], all[1])), "2 members; 3 are the fewest");
    refused(
        () -> site.shares(Roster.of(ID, 2, all[1], all[2], all[3])), "a roster without this site");
    refused(
        () -> site.shares(Roster.of(ID, 3, all[0], all[1], all[2], all[2])),
        "member s2 is there twice or out of order");
    refused(
        () -> site.shares(new Roster(ID, 3, new Keys[] {all[1], all[0], all[2], all[3]})),
        "member s0 is there twice or out of order");
    Keys copied = new Keys("s9", all[1].publicMaskKey(), all[2].publicShareKey());
    refused(
        () -> site.shares(Roster.of(ID, 3, all[0], all[1], copied)), "a key of s9 is there twice");
    Keys swapped = new Keys("s0", all[0].publicShareKey(), all[0].publicMaskKey());
    refused(
        () -> site.shares(Roster.of(ID, 2, swapped, all[1], all[2])),
        "a roster with other keys of this site");
    Keys zero = new Keys("s9", new byte[32], all[3].publicShareKey());
    refused(() -> site.shares(Roster.of(ID, 2, all[0], all[1], zero)), "a key of s9 is unusable");
    refused(
        () -> site.shares(Roster.of(new RoundId("ward", 7, 1), 3, all)),
        "a roster of another round");
    assertThat(site.state()).usingRecursiveComparison().isEqualTo(SiteState.begin(ID, 3));
    assertThat(site.shares(Roster.of(ID, 3, all))).hasSize(3);
    refused(
        () -> site.shares(Roster.of(ID, 2, all[0], all[1], all[2])), "a second, different roster");
    assertThat(site.shares(Roster.of(ID, 3, all))).hasSize(3);
  }

  @Test
  void refusesSharesThatItCannotReadOrThatAreNotForIt() {
    SecureSum sum = new SecureSum(4, 3, 1, 2);
    sum.shares(sum.keys(3, Set.of()), Set.of());
    EncryptedShares[] inbox = sum.round().inbox("s0");
    SecureSite site = sum.site("s0");
    RingVector vector = RingVector.zero(1, 2);
    for (int bit : new int[] {0, 300, 80 * 8 - 1}) {
      byte[] changed = inbox[1].ciphertext().clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      refused(
          () -> site.masked(vector, with(inbox, 1, "s2", "s0", changed)),
          "the shares of s2 for s0 cannot be read: they were changed");
    }
    refused(
        () -> site.masked(vector, with(inbox, 1, "s2", "s0", inbox[0].ciphertext())),
        "the shares of s2 for s0 cannot be read");
    refused(
        () -> site.masked(vector, with(inbox, 1, "s2", "s0", new byte[3])),
        "the shares of s2 for s0 have 3 bytes, not 80");
    EncryptedShares own = sum.round().inbox("s2")[0];
    refused(
        () -> site.masked(vector, with(inbox, 1, "s2", "s0", own.ciphertext())),
        "the shares of s2 for s0 cannot be read");
    refused(() -> site.masked(vector, new EncryptedShares[] {own}), "shares that are for s2");
    refused(
        () -> site.masked(vector, with(inbox, 1, "s9", "s0", inbox[1].ciphertext())),
        "shares of s9, who is no other member");
    refused(
        () -> site.masked(vector, with(inbox, 1, "s0", "s0", inbox[1].ciphertext())),
        "shares of s0, who is no other member");
    refused(
        () -> site.masked(vector, new EncryptedShares[] {inbox[0], inbox[0]}),
        "shares of s1 are there twice");
    refused(
        () -> site.masked(vector, new EncryptedShares[] {inbox[0]}), "2 members; 3 are the few");
    refused(() -> site.reveal(new String[] {"s0", "s1", "s2"}), "nothing was masked yet");
    assertThat(site.masked(vector, inbox).site()).isEqualTo("s0");
  }

  @Test
  void masksOnePayloadForOneSetOfMembers() {
    SecureSum sum = new SecureSum(4, 3, 1, 2);
    sum.shares(sum.keys(3, Set.of()), Set.of());
    EncryptedShares[] inbox = sum.round().inbox("s0");
    SecureSite fresh = new SecureSite(SecureSum.secret("s0"), SiteState.begin(ID, 3));
    refused(() -> fresh.masked(RingVector.zero(1, 2), inbox), "no roster is known yet");
    SecureSite site = sum.site("s0");
    MaskedUpdate once = site.masked(RingVector.zero(1, 2), inbox);
    String other = "other numbers or other members than were masked before";
    refused(() -> site.masked(new RingVector(1, new int[] {0, 1}), inbox), other);
    refused(() -> site.masked(RingVector.zero(2, 1), inbox), other);
    refused(() -> site.masked(RingVector.zero(1, 2), Arrays.copyOf(inbox, 2)), other);
    assertThat(site.masked(RingVector.zero(1, 2), inbox))
        .usingRecursiveComparison()
        .isEqualTo(once);
  }

  @Test
  void answersOneSetOfSurvivorsAndNeverBothSharesOfAMember() {
    SecureSum sum = new SecureSum(5, 3, 1, 2);
    sum.shares(sum.keys(3, Set.of()), Set.of());
    sum.update("s0");
    SecureSite site = sum.site("s0");
    refused(() -> site.reveal(new String[] {"s0", "s1"}), "2 survivors; 3 are the fewest");
    refused(() -> site.reveal(new String[] {"s0", "s1", "s1", "s2"}), "a survivor is there twice");
    refused(() -> site.reveal(new String[] {"s0", "s1", "s9"}), "a survivor is no member");
    refused(
        () -> site.reveal(new String[] {"s1", "s2", "s3"}), "this site is not among the survivors");
    RevealedShares revealed = site.reveal(new String[] {"s3", "s0", "s1"});
    assertThat(revealed.shares())
        .extracting(share -> share.of() + share.survives())
        .containsExactly("s0true", "s1true", "s2false", "s3true", "s4false");
    refused(
        () -> site.reveal(new String[] {"s0", "s1", "s2"}), "a second, different set of survivors");
    refused(
        () -> site.reveal(new String[] {"s0", "s1", "s2", "s3"}),
        "a second, different set of survivors");
    assertThat(site.reveal(new String[] {"s0", "s1", "s3"}))
        .usingRecursiveComparison()
        .isEqualTo(revealed);
    Roster roster = site.state().roster();
    byte[] both = new SiteRound(SecureSum.secret("s2"), roster).shares()[0];
    assertThat(revealed.shares()[2].share()).isEqualTo(Arrays.copyOfRange(both, 32, 64));
    both = new SiteRound(SecureSum.secret("s3"), roster).shares()[0];
    assertThat(revealed.shares()[3].share()).isEqualTo(Arrays.copyOf(both, 32));
  }

  @Test
  void aSumOfOneIsNoSum() {
    assertThatThrownBy(() -> SiteState.begin(ID, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SiteSecret(new byte[31], "s"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(SecureSum.secret("s0")).hasToString("secret of s0");
  }

  private static EncryptedShares[] with(
      EncryptedShares[] inbox, int at, String from, String to, byte[] ciphertext) {
    EncryptedShares[] other = inbox.clone();
    other[at] = new EncryptedShares(from, to, ciphertext);
    return other;
  }

  private static void refused(ThrowingCallable asked, String why) {
    assertThatThrownBy(asked).isInstanceOf(RefusalException.class).hasMessageStartingWith(why);
  }
}
