// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.RoundStep;
import dev.sluice.models.federation.rounds.Sender;
import dev.sluice.models.federation.secure.Keys;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Rounds of a federation: what is told, when, and what becomes of messages. */
class CoordinateFunctionTest extends CoordinateHarness {

  @Test
  void aRoundEndsWhenItsTimeIsOverAndTheNextOpens() throws Exception {
    open(Fixture.settings(), null);
    declare(1);
    assertThat(told()).hasSize(1);
    send("b", 0, 2);
    send("a", 0, 4);
    assertThat(told()).hasSize(1);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    harness.setProcessingTime(999);
    assertThat(told()).hasSize(1);
    harness.setProcessingTime(1000);
    assertThat(told()).hasSize(2);
    assertThat(last().news().round()).isEqualTo(1);
    assertThat(last().news().contributors()).containsExactly("a", "b");
    assertThat(last().news().existence()).containsOnly(3);
    assertThat(last().life()).isEqualTo(1);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void aLaterRoundEndsWhenAllHaveAnsweredAndTheNextWaitsForItsTime() throws Exception {
    open(Fixture.settings(), null);
    declare(1);
    send("a", 0, 1);
    send("b", 0, 1);
    harness.setProcessingTime(1000);
    send("b", 1, 1);
    send("a", 1, 3);
    assertThat(told()).hasSize(2);
    harness.setProcessingTime(1099);
    assertThat(told()).hasSize(2);
    harness.setProcessingTime(1100);
    assertThat(last().news().round()).isEqualTo(2);
    assertThat(last().news().existence()).containsOnly(3);
  }

  /** Timers ring some time after they are due; messages may come first. */
  @Test
  void aMessageThatComesBetweenTheTimeAndItsTimerDoesNotStopTheRounds() throws Exception {
    open(Fixture.settings("--sites=2"), null);
    declare(1);
    send("a", 0, 1);
    send("b", 0, 1);
    assertThat(told()).hasSize(1);
    var unused = harness.getProcessingTimeService().registerTimer(99, earlier -> send("b", 0, 1));

    harness.setProcessingTime(120);

    assertThat(told()).hasSize(2);
    assertThat(last().news().round()).isEqualTo(1);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }

  @Test
  void belowTheQuorumARoundStaysOpenWithoutATimer() throws Exception {
    open(Fixture.settings("--minimum-sites=3"), null);
    declare(1);
    send("a", 0, 1);
    send("b", 0, 1);
    harness.setProcessingTime(50_000);
    assertThat(told()).hasSize(1);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    send("c", 0, 1);
    assertThat(last().news().round()).isEqualTo(1);
  }

  @Test
  void refusedMessagesAreDeadLettersWithTheReason() throws Exception {
    open(Fixture.settings(), null);
    declare(1);
    send("a", 0, 1);
    send("a", 0, 2);
    send("a", 3, 1);
    send(Fixture.update("c", 0, 0, new RingVector(1, new int[3])));
    int[] poisoned = Fixture.numbers(1).values().clone();
    poisoned[0] = 1 << 30;
    send(Fixture.update("d", 0, 0, new RingVector(1, poisoned)));
    send(
        new SiteMessage(
            Fixture.raw("f", "keys"),
            "f",
            new Sender("e", 0, 0),
            null,
            null,
            new Keys("e", new byte[32], new byte[32]),
            null,
            null));
    assertThat(letters())
        .containsExactly(
            "contradiction: update: the site said otherwise before",
            "unfit-message: round 3, attempt 0 has not begun",
            "unfit-message: 3 numbers of 1 words are no update of 3 variables",
            "unfit-message: a logit changes by more than 8.0",
            "unfit-message: updates of this federation are not masked");
  }

  @Test
  void aRestartBetweenAnyTwoMessagesChangesNothing() throws Exception {
    open(Fixture.settings("--sites=2"), null);
    declare(1);
    send("a", 0, 1);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    open(Fixture.settings("--sites=2"), state);
    declare(1);
    assertThat(told()).isEmpty();
    send("a", 0, 1);
    assertThat(told()).isEmpty();
    send("b", 0, 5);
    harness.setProcessingTime(100);
    assertThat(last().news().existence()).containsOnly(3);
    assertThat(letters()).isEmpty();
  }

  @Test
  void aSecureRoundAsksForKeysAgainWhereTooFewCome() throws Exception {
    open(Fixture.settings("--secure"), null);
    declare(1);
    assertThat(step()).isEqualTo(RoundStep.KEYS);
    harness.setProcessingTime(1000);
    assertThat(List.of(step(), last().news().round(), last().news().attempt()))
        .containsExactly(RoundStep.KEYS, 0L, 1);
    harness.setProcessingTime(2000);
    assertThat(last().news().attempt()).isEqualTo(2);
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
  }
}
