// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.survey.Fixture;
import dev.sluice.models.survey.Label;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** What becomes of answers. */
class ObserveAnswersFunctionTest extends ObserveSetup {

  /** At the first start of the job. */
  private static final Watermark SCENARIOS_READ = new Watermark(0);

  @Test
  void manyAnswersMakeOneChange() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    decide(1, Label.ACTION2, 12);
    decide(2, Label.REFUSAL, 11);
    assertThat(changes()).isEmpty();
    harness.setProcessingTime(100);
    assertThat(changes()).hasSize(1);
    assertThat(last().before()).isNull();
    assertThat(last().after().count(Label.ACTION1)).isEqualTo(1);
    assertThat(last().after().answers()).isEqualTo(3);
    assertThat(last().asOf()).isEqualTo(12);
    assertThat(last().respondent()).isEqualTo(new ModelVersion("m", "1"));
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void changesFormAChain() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    decide(0, Label.ACTION2, 11);
    decide(1, Label.ACTION2, 11);
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(2);
    assertThat(last().before()).isEqualTo(changes().get(0).after());
    assertThat(last().after().count(Label.ACTION1)).isZero();
    assertThat(last().after().count(Label.ACTION2)).isEqualTo(2);
  }

  @Test
  void resentAndStaleAnswersChangeNothing() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    decide(0, Label.ACTION1, 10);
    decide(0, Label.ACTION2, 9);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(1);
  }

  @Test
  void ofTwoAnswersAtTheSameTimeTheLaterRecordStays() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    decide(0, Label.INVALID, 10);
    harness.setProcessingTime(100);
    assertThat(last().after().count(Label.ACTION1)).isZero();
    assertThat(last().after().count(Label.INVALID)).isEqualTo(1);
  }

  @Test
  void wordsAreMatchedAndADecisionGoesBeforeThem() throws Exception {
    declare(scenario());
    send(response("repeat", 1, 0, Fixture.ACTION2, null, 10));
    send(response("ab", 1, 0, "A", null, 10));
    send(response("ab", 1, 1, "A", "refusal", 10));
    harness.setProcessingTime(100);
    assertThat(last().after().count(Label.ACTION2)).isEqualTo(2);
    assertThat(last().after().count(Label.REFUSAL)).isEqualTo(1);
  }

  @Test
  void refusesWhatNobodyAsked() throws Exception {
    declare(scenario());
    send(response("abc", 0, 0, "A", null, 10));
    send(response("ab", 2, 0, "A", null, 10));
    send(response("ab", 0, -1, "A", null, 10));
    send(response("ab", 0, 0, null, "maybe", 10));
    send(response("ab", 0, 0, null, null, 10));
    assertThat(refused())
        .containsExactly(
            "unknown-form: question type must be ab, repeat or compare, not 'abc'",
            "unknown-form: question ordering must be 0 or 1, not 2",
            "value-out-of-range: sample: must be from 0 to 67108863, is -1",
            "unknown-decision: decision must be action1, action2, refusal or invalid, not 'maybe'",
            "unknown-decision: answer, decision: one of them is needed");
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void answersWaitForTheirScenario() throws Exception {
    decide(0, Label.ACTION1, 10);
    decide(1, Label.ACTION1, 10);
    declare(scenario());
    harness.setProcessingTime(100);
    assertThat(last().after().answers()).isEqualTo(2);
    assertThat(refused()).isEmpty();
  }

  @Test
  void answersThatWaitTooLongBecomeDeadLetters() throws Exception {
    harness.processBothWatermarks(SCENARIOS_READ);
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(TEN_MINUTES);
    assertThat(refused()).containsExactly("unknown-scenario: scenarioId: 's' is not declared");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void onlySoManyAnswersWaitOnceTheScenariosHaveBeenRead() throws Exception {
    harness.processBothWatermarks(SCENARIOS_READ);
    for (int i = 0; i <= 100; i++) {
      decide(i, Label.ACTION1, 10);
    }
    assertThat(refused()).hasSize(1);
  }

  @Test
  void anyNumberOfAnswersWaitsUntilTheScenariosHaveBeenRead() throws Exception {
    for (int i = 0; i < 300; i++) {
      decide(i, Label.ACTION1, 10);
    }
    assertThat(refused()).isEmpty();
    harness.processBothWatermarks(SCENARIOS_READ);
    assertThat(refused()).hasSize(200);
    declare(scenario());
    harness.setProcessingTime(100);
    assertThat(last().after().answers()).isEqualTo(100);
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void anyNumberOfAnswersWaitInABoundedRun() throws Exception {
    harness.close();
    harness = newHarness(true);
    harness.open();
    harness.processBothWatermarks(SCENARIOS_READ);
    for (int i = 0; i <= 100; i++) {
      decide(i, Label.ACTION1, 10);
    }
    declare(scenario());
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(last().after().answers()).isEqualTo(101);
    assertThat(refused()).isEmpty();
  }

  @Test
  void theEndOfTheStreamTellsAllAndGivesUpWaiting() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    Response stranger = response("ab", 0, 0, "A", null, 10);
    send(
        new Response(
            stranger.source(), "m", "1", "other", "ab", 0, 0, "A", null, stranger.answeredAt()));
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(changes()).hasSize(1);
    assertThat(refused()).containsExactly("unknown-scenario: scenarioId: 'other' is not declared");
  }
}
