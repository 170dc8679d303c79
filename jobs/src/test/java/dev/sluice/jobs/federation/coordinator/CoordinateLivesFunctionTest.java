// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.FailureReason;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** When a federation begins, begins anew and ends, and those that cannot begin. */
class CoordinateLivesFunctionTest extends CoordinateHarness {

  @Test
  void messagesWaitForTheDeclaration() throws Exception {
    open(Fixture.settings("--sites=2"), null);
    send("a", 0, 1);
    send("b", 0, 3);
    assertThat(told()).isEmpty();
    declare(1);
    assertThat(told()).hasSize(1);
    harness.setProcessingTime(100);
    assertThat(last().news().existence()).containsOnly(2);
    assertThat(letters()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void messagesOfAFederationThatNobodyDeclaresAreDeadLetters() throws Exception {
    open(Fixture.settings(), null);
    send("a", 0, 1);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(letters()).containsExactly("undeclared-experiment: federation: 'f' is not declared");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void anEndIsToldAndOnlyTheNextRoundStays() throws Exception {
    open(Fixture.settings("--secure"), null);
    declare(1);
    harness.setProcessingTime(1000);
    assertThat(last().news().attempt()).isEqualTo(1);
    end();
    assertThat(last().news()).isNull();
    assertThat(last().failure()).isNull();
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    declare(7);
    assertThat(last().news().round()).isEqualTo(1);
    assertThat(last().news().attempt()).isZero();
    assertThat(last().life()).isEqualTo(7);
  }

  @Test
  void aRevisionThatMattersBeginsAnewAndMessagesOfTheFormerLifeAreLate() throws Exception {
    open(Fixture.settings("--sites=2"), null);
    declare(1);
    send("a", 0, 1);
    revise(Fixture.declaration("f", ",\"forbiddenEdges\":[[\"A\",\"C\"]]"), 2);
    assertThat(told()).hasSize(2);
    assertThat(last().news().round()).isEqualTo(1);
    send("b", 0, 1);
    assertThat(told()).hasSize(2);
    assertThat(letters()).isEmpty();
    send(
        Fixture.update("a", 1, 0, Fixture.numbers(1)),
        Fixture.update("b", 1, 0, Fixture.numbers(2)));
    harness.setProcessingTime(100);
    assertThat(last().news().round()).isEqualTo(2);
    assertThat(last().news().existence()).containsOnly(1.5);
  }

  @Test
  void aRevisionThatDoesNotMatterChangesNoRound() throws Exception {
    open(Fixture.settings(), null);
    declare(1);
    send("a", 0, 1);
    revise(Fixture.declaration("f", ",\"forbiddenTargets\":[\"A\"]"), 2);
    assertThat(told()).hasSize(1);
    send("b", 0, 3);
    harness.setProcessingTime(1000);
    assertThat(last().news().existence()).containsOnly(2);
    assertThat(last().declaration().revision()).isEqualTo(2);
    assertThat(last().life()).isEqualTo(1);
  }

  @Test
  void aFederationThatIsTooLargeFailsAndAnotherDeclarationLiftsIt() throws Exception {
    open(Fixture.settings("--share=statistics"), null);
    declare(Fixture.continuous("f", 100), 1);
    assertThat(last().news()).isNull();
    assertThat(last().failure().reason()).isEqualTo(FailureReason.RECORD_TOO_LARGE);
    assertThat(last().failure().text())
        .isEqualTo("an update of 100 variables takes 20810120 bytes; a record holds 3000000");
    send("a", 0, 1);
    assertThat(letters()).hasSize(1);
    assertThat(letters().get(0)).startsWith("resting: its key rests since");
    assertThat(harness.numProcessingTimeTimers()).isZero();
    end();
    declare(Fixture.continuous("f", 4), 2);
    assertThat(last().failure()).isNull();
    assertThat(last().news().existence()).isNull();
  }
}
