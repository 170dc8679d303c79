// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.jobs.survey.Fixture;
import dev.sluice.models.survey.Label;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Emits every 100 ms; 100 answers may wait. */
class ObserveAnswersFunctionTest {

  private static final long TEN_MINUTES = 600_000;

  /** At the first start of the job. */
  private static final Watermark SCENARIOS_READ = new Watermark(0);

  private KeyedTwoInputStreamOperatorTestHarness<String, Response, ScenarioRecord, ScenarioChange>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(false);
    harness.open();
    harness.setProcessingTime(0);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, Response, ScenarioRecord, ScenarioChange>
      newHarness(boolean bounded) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new ObserveOperator(Fixture.answers(bounded, 100), Formulas.CURRENT),
        Response::scenarioId,
        ScenarioRecord::scenarioId,
        Types.STRING);
  }

  private static SurveyScenario scenario() {
    return SurveyScenario.newBuilder()
        .setScenarioId("s")
        .setSet("low")
        .setAction1(Fixture.ACTION1)
        .setAction2(Fixture.ACTION2)
        .build();
  }

  private void declare(SurveyScenario scenario) throws Exception {
    harness.processElement2(
        ScenarioRecord.declared(scenario, Fixture.raw(Topic.SURVEY_SCENARIOS, 0, "s", "bytes")), 0);
  }

  private void end() throws Exception {
    harness.processElement2(
        ScenarioRecord.ended(Fixture.raw(Topic.SURVEY_SCENARIOS, 1, "s", null)), 0);
  }

  private static Response response(
      String type, int ordering, int sample, String answer, String decision, long at) {
    return new Response(
        Fixture.raw(Topic.SURVEY_RESPONSES, 0, null, type + ordering + sample + answer + decision),
        "m",
        "1",
        "s",
        type,
        ordering,
        sample,
        answer,
        decision,
        at);
  }

  private void send(Response response) throws Exception {
    harness.processElement1(response, 0);
  }

  private void decide(int sample, Label label, long at) throws Exception {
    send(response("ab", 0, sample, null, label.code(), at));
  }

  private List<ScenarioChange> changes() {
    return harness.extractOutputValues();
  }

  private ScenarioChange last() {
    return changes().get(changes().size() - 1);
  }

  private List<String> refused() {
    List<String> refused = new ArrayList<>();
    if (harness.getSideOutput(DeadLetters.TAG) != null) {
      harness
          .getSideOutput(DeadLetters.TAG)
          .forEach(letter -> refused.add(describe(letter.getValue())));
    }
    return refused;
  }

  private static String describe(DeadLetter letter) {
    return letter.reason().code() + ": " + letter.message();
  }

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

  @Test
  void otherRulesTakeBackAndPutInAgain() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    SurveyScenario changed = scenario();
    changed.setRules(Map.of("duty", new RuleViolation(Violation.NO, Violation.YES)));
    declare(changed);
    declare(changed);
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(3);
    assertThat(changes().get(1).before()).isEqualTo(changes().get(0).after());
    assertThat(changes().get(1).after()).isNull();
    assertThat(changes().get(1).scenario().rules()).isEmpty();
    assertThat(last().before()).isNull();
    assertThat(last().after()).isEqualTo(changes().get(0).after());
    assertThat(last().scenario().rules()).containsOnlyKeys("duty");
  }

  @Test
  void aLiveScenarioKeepsItsActions() throws Exception {
    declare(scenario());
    SurveyScenario changed = scenario();
    changed.setAction1("I keep half of it.");
    declare(changed);
    changed = scenario();
    changed.setScenarioId("t");
    declare(changed);
    assertThat(refused())
        .containsExactly(
            "invalid-declaration: set, action1, action2: not those of the live scenario 's'; end"
                + " it first with a tombstone",
            "invalid-declaration: scenarioId: 't' is not the record's key");
  }

  @Test
  void anEndTakesEverythingBackAndFreesAllState() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    decide(1, Label.ACTION1, 10);
    end();
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(2);
    assertThat(last().before()).isEqualTo(changes().get(0).after());
    assertThat(last().after()).isNull();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
    end();
    assertThat(changes()).hasSize(2);
  }

  @Test
  void aRestoredOperatorGoesOn() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    decide(1, Label.ACTION2, 10);
    ScenarioChange before = last();
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness = newHarness(false);
    harness.initializeState(state);
    harness.open();
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(1);
    assertThat(last().before()).isEqualTo(before.after());
    assertThat(last().after().answers()).isEqualTo(2);
  }

  @Test
  void aTombstoneWithoutKeyIsADeadLetter() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    harness.processElement2(
        ScenarioRecord.ended(Fixture.raw(Topic.SURVEY_SCENARIOS, 1, null, null)), 0);
    assertThat(refused())
        .containsExactly(
            "invalid-declaration: a tombstone needs the key of the scenario that it ends");
    assertThat(changes()).hasSize(1);
  }

  /** The matcher fails over the word boom. */
  private void openWithAMatcherThatFails() throws Exception {
    harness.close();
    Matching fragile =
        (matchers, scenario, answer, text) -> {
          if (text.equals("boom")) {
            throw new IllegalStateException("boom");
          }
          return Matching.RULES.match(matchers, scenario, answer, text);
        };
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new ObserveOperator(
                new ObserveAnswers(Fixture.answers(false, 100), Formulas.CURRENT, fragile)),
            Response::scenarioId,
            ScenarioRecord::scenarioId,
            Types.STRING);
    harness.open();
    harness.setProcessingTime(0);
  }

  private void fail() throws Exception {
    openWithAMatcherThatFails();
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    send(response("ab", 0, 1, "boom", null, 10));
    decide(2, Label.ACTION1, 10);
  }

  private static Response ofOther(Response response) {
    return new Response(
        response.source(),
        "other",
        "1",
        "s",
        response.questionType(),
        response.ordering(),
        response.sample(),
        response.answer(),
        response.decision(),
        response.answeredAt());
  }

  @Test
  void aRespondentWhomTheMatcherFailsForRestsAndTheOthersGoOn() throws Exception {
    fail();
    send(ofOther(response("ab", 0, 0, "A", null, 10)));
    harness.setProcessingTime(200);
    String rest =
        "resting: its key rests since 1970-01-01T00:00:00.100Z: IllegalStateException: boom";
    assertThat(refused()).containsExactly(rest, rest);
    assertThat(changes()).hasSize(3);
    ScenarioChange failed =
        changes().stream().filter(change -> change.failure() != null).findFirst().orElseThrow();
    assertThat(failed.respondent()).isEqualTo(new ModelVersion("m", "1"));
    assertThat(failed.before()).isEqualTo(changes().get(0).after());
    assertThat(failed.after()).isNull();
    assertThat(failed.failure().text()).isEqualTo("IllegalStateException: boom");
    ScenarioChange healthy =
        changes().stream()
            .filter(change -> change.respondent().model().equals("other"))
            .findFirst()
            .orElseThrow();
    assertThat(healthy.after().count(Label.ACTION1)).isEqualTo(1);
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aNewDeclarationLiftsTheRest() throws Exception {
    fail();
    harness.setProcessingTime(200);
    declare(scenario());
    decide(3, Label.ACTION2, 10);
    harness.setProcessingTime(300);
    assertThat(last().failure()).isNull();
    assertThat(last().before()).isNull();
    assertThat(last().after().answers()).isEqualTo(2);
  }

  @Test
  void aTombstoneEndsTheRestToo() throws Exception {
    fail();
    harness.setProcessingTime(200);
    end();
    assertThat(last().failure()).isNull();
    assertThat(last().after()).isNull();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whoFailsWithItsFirstAnswerLeavesNothingBehindWhenLifted() throws Exception {
    openWithAMatcherThatFails();
    declare(scenario());
    send(response("ab", 0, 1, "boom", null, 10));
    harness.setProcessingTime(100);
    assertThat(last().failure()).isNotNull();
    declare(scenario());
    harness.setProcessingTime(200);
    assertThat(last().failure()).isNull();
    assertThat(last().after()).isNull();
    end();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }
}
