// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a site says, and that it says nothing twice in two ways. */
final class SiteRoundsTest {
  private final ThreeSites sites = new ThreeSites(SiteRules.plain(2, false));

  private static SiteQuestion opening(long round, int attempt, Phase phase) {
    return ThreeSites.opening(round, attempt, phase);
  }

  private void haveUpdates(long round) {
    for (String name : sites.memories.keySet()) {
      sites.compute(name, opening(round, 0, Phase.KEYS), ThreeSites.update(name));
    }
  }

  private static void refused(ThrowingCallable what, String why) {
    assertThatThrownBy(what).isInstanceOf(RefusalException.class).hasMessage(why);
  }

  @Test
  void aPlainUpdateIsSaidWhenItIsThereAndAgainTheSame() {
    SiteQuestion question = opening(0, 0, Phase.UPDATES);
    assertThat(sites.ask("a", question)).isNull();
    SiteAnswer said = sites.compute("a", question, ThreeSites.update("a"));
    assertThat(said)
        .usingRecursiveComparison()
        .isEqualTo(new SiteAnswer.Plain(question.id(), ThreeSites.update("a"), 0));
    assertThat(said.bytes()).isEqualTo(20);
    assertThat(Bytes.of(sites.ask("a", question))).isEqualTo(Bytes.of(said));
    assertThat(sites.compute("a", question, ThreeSites.update("b"))).isNull();
    assertThat(Bytes.of(sites.ask("a", question))).isEqualTo(Bytes.of(said));
  }

  @Test
  void threeSitesMakeASumInTwoAttemptsWithOtherMasksOfTheSamePayloads() {
    haveUpdates(0);
    Roster first = sites.keys(0, 0);
    SiteAnswer.Masked once = sites.masked(first).get("a");
    Roster second = sites.keys(0, 1);
    SiteAnswer.Masked again = sites.masked(second).get("a");
    assertThat(again.update().vector().values()).isNotEqualTo(once.update().vector().values());
    RingVector sum =
        ThreeSites.update("a").plus(ThreeSites.update("b")).plus(ThreeSites.update("c"));
    assertThat(sites.sum(second).values()).isEqualTo(sum.values());
    assertThat(once.bytes()).isEqualTo(20 + 64);
  }

  @Test
  void aSiteWithoutAnUpdateSaysNoKeys() {
    assertThat(sites.ask("a", opening(0, 0, Phase.KEYS))).isNull();
    assertThat(sites.memories.get("a").secure()).isNull();
    assertThat(sites.compute("a", opening(0, 0, Phase.KEYS), ThreeSites.update("a")))
        .isInstanceOf(SiteAnswer.PublicKeys.class);
  }

  @Test
  void anUpdateThatComesAfterTheKeysWaitsForTheNextAttempt() {
    haveUpdates(0);
    Roster roster = sites.keys(0, 0);
    sites.memories.put("a", SiteMemory.begin());
    Roster others = sites.without(roster, "a");
    assertThat(sites.ask("a", sites.question(Phase.SHARES, others))).isNull();
    assertThat(sites.compute("a", opening(0, 0, Phase.KEYS), ThreeSites.update("a"))).isNull();
    assertThat(sites.ask("a", opening(0, 1, Phase.KEYS))).isInstanceOf(SiteAnswer.PublicKeys.class);
  }

  @Test
  void sharesUnderMadeUpNamesTakeNoMoreMemoryThanASum() {
    haveUpdates(0);
    sites.keys(0, 0);
    sites.receive("a", new EncryptedShares("b", "a", new byte[81]));
    assertThat(sites.memories.get("a").inbox()).isEmpty();
    for (int n = 0; n <= RoundTerms.MOST_MEMBERS; n++) {
      sites.receive("a", new EncryptedShares("made up " + n, "a", new byte[80]));
    }
    assertThat(sites.memories.get("a").inbox()).hasSize(RoundTerms.MOST_MEMBERS);
  }

  @Test
  void whoHasForgottenAnAttemptSaysNoMoreInIt() {
    haveUpdates(0);
    Roster roster = sites.keys(0, 0);
    sites.memories.put("a", SiteMemory.begin());
    refused(
        () -> sites.ask("a", sites.question(Phase.SHARES, roster)),
        "an attempt that counts on this site, which remembers nothing that it said in it");
  }

  @Test
  void aRoundThatWasMaskedNeverLeavesUnmasked() {
    haveUpdates(0);
    sites.masked(sites.keys(0, 0));
    String both = "one round that is masked and is not";
    refused(() -> sites.ask("a", opening(0, 1, Phase.UPDATES)), both);
    assertThat(sites.ask("a", opening(0, 1, Phase.NOTHING))).isNull();
    refused(() -> sites.ask("a", opening(0, 2, Phase.UPDATES)), both);
    SiteQuestion plain = opening(1, 0, Phase.UPDATES);
    sites.ask("b", plain);
    sites.compute("b", plain, ThreeSites.update("b"));
    refused(() -> sites.ask("b", opening(1, 1, Phase.KEYS)), both);
    sites.ask("c", opening(1, 0, Phase.KEYS));
    refused(() -> sites.compute("c", plain, ThreeSites.update("c")), both);
    SiteQuestion clipped =
        SiteQuestion.opening(new RoundId("ward", 1, 1), Phase.KEYS, ThreeSites.MINIMUM, 4);
    refused(() -> sites.ask("c", clipped), "one round with two clips");
  }

  @Test
  void whatCameBeforeIsNotAskedAgain() {
    haveUpdates(3);
    refused(
        () -> sites.ask("a", opening(2, 5, Phase.KEYS)),
        "round 2, attempt 5; round 3, attempt 0 had begun");
    sites.ask("a", opening(3, 2, Phase.KEYS));
    refused(
        () -> sites.ask("a", opening(3, 1, Phase.KEYS)),
        "round 3, attempt 1; round 3, attempt 2 had begun");
    assertThat(sites.ask("a", opening(4, 0, Phase.KEYS))).isNull();
    assertThat(sites.memories.get("a").payload()).isNull();
  }

  @Test
  void aLateUpdateLeavesUnlessItWasToBeMasked() {
    sites.ask("a", opening(1, 0, Phase.UPDATES));
    SiteAnswer late = sites.compute("a", opening(0, 0, Phase.UPDATES), ThreeSites.update("a"));
    assertThat(late.id()).isEqualTo(new RoundId("ward", 0, 0));
    assertThat(sites.compute("a", opening(0, 0, Phase.UPDATES), ThreeSites.update("b"))).isNull();
    sites.ask("b", opening(1, 0, Phase.KEYS));
    refused(
        () -> sites.compute("b", opening(0, 0, Phase.KEYS), ThreeSites.update("b")),
        "the round was over before the update was computed");
  }

  @Test
  void holdsToItsRules() {
    ThreeSites strict = new ThreeSites(SiteRules.plain(3, true));
    refused(
        () -> strict.ask("a", opening(0, 0, Phase.KEYS)),
        "sums of 2 sites are made; this site is in none of fewer than 3");
    SiteQuestion plain = SiteQuestion.opening(new RoundId("ward", 0, 0), Phase.UPDATES, 3, 8);
    refused(
        () -> strict.ask("a", plain), "updates are not masked; this site sends masked ones only");
    assertThat(Bytes.of(strict.memories.get("a"))).isEqualTo(Bytes.of(SiteMemory.begin()));
    assertThatThrownBy(() -> SiteRules.plain(1, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("minimum: must be at least 2, is 1");
  }
}
