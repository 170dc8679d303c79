// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.federation.Outbox;
import dev.sluice.jobs.federation.WireBytes;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.privacy.ProtectedUnit;
import dev.sluice.models.federation.rounds.SiteNoise;
import dev.sluice.models.federation.rounds.SiteQuestion;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationUpdate;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The site dies between the draw of its noise and the sending, and says the same bytes again. */
@SuppressWarnings({"try", "unchecked"}) // closing a harness may be interrupted; see outbox
class SendReplayFunctionTest extends SendHarness {

  private static final SiteRules NOISY =
      new SiteRules(2, false, new SiteNoise(1, 2, 1, ProtectedUnit.SITE), 0.125);

  private static final RingVector NUMBERS = Fixture.numbers(0.5);

  private static OneInputStreamOperatorTestHarness<Keyed<FederationUpdate>, Keyed<FederationUpdate>>
      outbox(OperatorSubtaskState state) throws Exception {
    var held =
        Outbox.of(
            StreamExecutionEnvironment.getExecutionEnvironment()
                .fromData(
                    List.of(new Keyed<FederationUpdate>("", null)),
                    Keyed.typeInfo(FederationUpdate.class)),
            FederationUpdate.class,
            "outbox");
    var transformation =
        (OneInputTransformation<Keyed<FederationUpdate>, Keyed<FederationUpdate>>)
            held.getTransformation().getInputs().get(0);
    var harness =
        new OneInputStreamOperatorTestHarness<Keyed<FederationUpdate>, Keyed<FederationUpdate>>(
            transformation.getOperatorFactory(), 128, 1, 0);
    if (state != null) {
      harness.setRestoredCheckpointId(1);
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private FederationAudit lastAudit() {
    return audits().get(audits().size() - 1);
  }

  @Test
  void fromTheCheckpointThatHoldsItAndFromTheOneBefore() throws Exception {
    SiteQuestion question = opening(0, 0, Phase.UPDATES);
    open(NOISY);
    ask(question);
    OperatorSubtaskState before = harness.snapshot(1, 1);
    compute(question, NUMBERS);
    FederationUpdate drawn = updates().get(0);
    assertThat(WireBytes.copy(drawn.getNumbers())).isNotEqualTo(WireBytes.of(NUMBERS));
    assertThat(lastAudit().getRho()).isEqualTo(0.125);
    OperatorSubtaskState sender;
    OperatorSubtaskState held;
    try (var outbox = outbox(null)) {
      outbox.processElement(new Keyed<>("e", drawn), 0);
      sender = harness.snapshot(1, 1);
      held = outbox.snapshot(1, 1);
      assertThat(outbox.extractOutputValues()).isEmpty(); // it dies before it hears of completion
    }
    restart(NOISY, sender);
    try (var outbox = outbox(held)) {
      outbox.setProcessingTime(0);
      assertThat(outbox.extractOutputValues()).containsExactly(new Keyed<>("e", drawn));
    }
    ask(question);
    assertThat(updates()).containsExactly(drawn);
    assertThat(lastAudit().getRho()).isZero();
    assertThat(lastAudit().getRhoSpent()).isEqualTo(0.125);
    compute(question, Fixture.numbers(0.75));
    assertThat(updates()).containsExactly(drawn);

    restart(NOISY, before);
    compute(question, NUMBERS);
    assertThat(updates()).containsExactly(drawn);
    assertThat(lastAudit().getRhoSpent()).isEqualTo(0.125);
  }

  @Test
  void whatIsSpentStaysSpent() throws Exception {
    open(NOISY);
    compute(opening(0, 0, Phase.UPDATES), NUMBERS);
    restart(NOISY, harness.snapshot(1, 1));
    compute(opening(1, 0, Phase.UPDATES), NUMBERS);
    assertThat(updates()).isEmpty();
    assertThat(reasons())
        .containsExactly(
            "the privacy budget is spent: an update costs a rho of 0.125, and 0.0 of 0.125 are"
                + " left");
    assertThat(lastAudit().getRhoSpent()).isEqualTo(0.125);
    assertThat(lastAudit().getEpsilon()).isBetween(2.5, 2.6);
  }

  @Test
  void aSecureSumIsTheSameThoughTheSiteDiesBeforeEachMessage() throws Exception {
    SiteRules plain = SiteRules.plain(2, false);
    open(plain);
    OtherSites others = new OtherSites(3, 1);
    SiteQuestion question = opening(3, 1, Phase.KEYS);
    compute(question, NUMBERS);
    FederationKeys keys = keys().get(0);
    restart(plain, harness.snapshot(1, 1));
    ask(question);
    assertThat(keys()).containsExactly(keys);
    SiteQuestion asked = others.afterKeys(keys);
    ask(asked);
    var shares = shares().get(0);
    restart(plain, harness.snapshot(2, 2));
    ask(asked);
    assertThat(shares()).containsExactly(shares);
    for (Heard heard : others.afterShares(shares)) {
      harness.processElement2(heard, 0);
    }
    OperatorSubtaskState before = harness.snapshot(3, 3);
    ask(others.question(Phase.MASKED));
    FederationUpdate masked = updates().get(0);
    OperatorSubtaskState after = harness.snapshot(4, 4);
    for (OperatorSubtaskState checkpoint : List.of(before, after)) {
      restart(plain, checkpoint);
      compute(question, Fixture.numbers(0.75));
      ask(others.question(Phase.MASKED));
      assertThat(updates()).containsExactly(masked);
    }
    others.afterUpdate(masked);
    ask(others.question(Phase.REVEALS));
    var revealed = shares().get(0);
    restart(plain, harness.snapshot(5, 5));
    ask(others.question(Phase.REVEALS));
    assertThat(shares()).containsExactly(revealed);
    assertThat(others.afterRevealed(revealed).values())
        .isEqualTo(OtherSites.numbers().plus(OtherSites.numbers()).plus(NUMBERS).values());
  }
}
