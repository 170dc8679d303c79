// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static dev.sluice.schemas.FederationMessage.KEYS;
import static dev.sluice.schemas.FederationMessage.MASKED_UPDATE;
import static dev.sluice.schemas.FederationMessage.REFUSED;
import static dev.sluice.schemas.FederationMessage.REVEALED_SHARES;
import static dev.sluice.schemas.FederationMessage.SHARES;
import static dev.sluice.schemas.FederationMessage.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.jobs.federation.WireBytes;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.SiteQuestion;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.schemas.FederationUpdate;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What a site says, and what it says of that. */
class SendFunctionTest extends SendHarness {

  private static final SiteRules PLAIN = SiteRules.plain(2, false);
  private static final RingVector NUMBERS = Fixture.numbers(1);

  @Test
  void aPlainUpdateLeavesOnceItIsComputed() throws Exception {
    open(PLAIN);
    SiteQuestion question = opening(0, 0, Phase.UPDATES);
    ask(question);
    assertThat(updates()).isEmpty();
    compute(question, NUMBERS);
    FederationUpdate update = updates().get(0);
    assertThat(update)
        .isEqualTo(
            FederationUpdate.newBuilder()
                .setFederation("e")
                .setRound(0)
                .setAttempt(0)
                .setSite("s")
                .setWords(1)
                .setNumbers(ByteBuffer.wrap(WireBytes.of(NUMBERS)))
                .build());
    assertThat(said()).containsExactly(UPDATE);
    assertThat(audits().get(0).getBytes()).isEqualTo(13 * 4);
    assertThat(audits().get(0).getRho()).isNull();
    ask(question);
    assertThat(updates()).containsExactly(update, update);
  }

  @Test
  void numbersOfSeveralWordsBeginWithTheHighest() {
    RingVector two = new RingVector(2, new int[] {1, 2, -1, 0x01020304});
    assertThat(WireBytes.of(two))
        .containsExactly(0, 0, 0, 2, 0, 0, 0, 1, 1, 2, 3, 4, -1, -1, -1, -1);
  }

  @Test
  void theFourMessagesOfASecureSum() throws Exception {
    open(PLAIN);
    OtherSites others = new OtherSites(0, 0);
    compute(opening(0, 0, Phase.KEYS), NUMBERS);
    ask(others.afterKeys(keys().get(0)));
    var inbox = others.afterShares(shares().get(0));
    harness.processElement2(inbox.get(0), 0);
    ask(others.question(Phase.MASKED));
    assertThat(updates()).isEmpty();
    harness.processElement2(inbox.get(1), 0);
    others.afterUpdate(updates().get(0));
    ask(others.question(Phase.REVEALS));
    RingVector sum = OtherSites.numbers().plus(OtherSites.numbers()).plus(NUMBERS);
    assertThat(others.afterRevealed(shares().get(1)).values()).isEqualTo(sum.values());
    assertThat(said()).containsExactly(KEYS, SHARES, MASKED_UPDATE, REVEALED_SHARES);
    assertThat(audits())
        .extracting(audit -> audit.getBytes())
        .containsExactly(64L, 160L, 13 * 4 + 64L, 96L);
  }

  @Test
  void refusalsAreToldOnceForEachRoundAndReason() throws Exception {
    open(PLAIN);
    ask(opening(5, 0, Phase.UPDATES));
    ask(opening(4, 0, Phase.UPDATES));
    ask(opening(4, 0, Phase.UPDATES));
    assertThat(reasons()).containsExactly("round 4, attempt 0; round 5, attempt 0 had begun");
    ask(opening(5, 1, Phase.KEYS));
    assertThat(reasons()).hasSize(2);
    assertThat(updates()).isEmpty();
    compute(opening(6, 0, Phase.UPDATES), NUMBERS);
    assertThat(updates()).hasSize(1);
    assertThat(said()).containsExactly(REFUSED, REFUSED, UPDATE);
  }

  @Test
  void aFailureOfTrainingIsToldAndTheNextRoundIsAnswered() throws Exception {
    open(PLAIN);
    SiteQuestion question = opening(0, 0, Phase.UPDATES);
    harness.processElement1(
        new Keyed<>("e", new Computed(question, 0, null, "an answer could not be computed")), 0);
    assertThat(reasons()).containsExactly("an answer could not be computed");
    harness.processElement1(new Keyed<>("e", null), 0);
    compute(opening(1, 0, Phase.UPDATES), NUMBERS);
    assertThat(updates()).hasSize(1);
  }

  @Test
  void withoutItsSecretTheJobStops() throws Exception {
    SiteSettings settings = settings(PLAIN);
    Files.write(directory.resolve("secret"), new byte[31]);
    assertThatThrownBy(() -> open(settings, null))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessageEndingWith("secret: has 31 bytes; a secret has 32");
  }
}
