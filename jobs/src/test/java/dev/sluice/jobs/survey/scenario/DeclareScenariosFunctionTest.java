// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.SurveyScenario;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lives of a scenario: what declarations and ends make of them. */
class DeclareScenariosFunctionTest {

  private KeyedOneInputStreamOperatorTestHarness<String, ScenarioRecord, ScenarioNews> harness;
  private long time = 1_000;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, ScenarioRecord, ScenarioNews>
      newHarness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new DeclareScenarios()),
        ScenarioRecord::scenarioId,
        Types.STRING);
  }

  private void declare(String context, String action1, Long answersFrom) throws Exception {
    SurveyScenario scenario =
        SurveyScenario.newBuilder()
            .setScenarioId("s")
            .setSet("low")
            .setContext(context)
            .setAction1(action1)
            .setAction2("I stay.")
            .setAnswersFrom(answersFrom)
            .build();
    harness.processElement(ScenarioRecord.declared(scenario, raw("s", new byte[1])), 0);
  }

  private void end() throws Exception {
    harness.processElement(ScenarioRecord.ended(raw("s", null)), 0);
  }

  /** A record a millisecond after the one before. */
  private RawRecord raw(String key, byte[] value) {
    return new RawRecord(
        "scenarios", 0, time, time++, key == null ? null : key.getBytes(UTF_8), value);
  }

  /** The scenarios have been read to the end that they had at the start. */
  private void readAll(long start) throws Exception {
    harness.processWatermark(new Watermark(start));
  }

  /** Action 1 and answersFrom of what was told; "end" for an end. */
  private List<String> told() {
    List<String> told =
        harness.extractOutputValues().stream()
            .map(ScenarioNews::scenario)
            .map(s -> s == null ? "end" : s.action1() + " " + s.answersFrom())
            .toList();
    harness.getOutput().clear();
    return told;
  }

  private List<String> refused() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null
        ? List.of()
        : letters.stream().map(letter -> letter.getValue().message()).toList();
  }

  @Test
  void theNewestValidOneIsTheScenarioAndBeginsALifeIfItAsksForOtherThings() throws Exception {
    readAll(0);
    declare("", "I go.", null);
    declare("", "I walk.", null);
    declare("", " ", null);
    declare("", "I walk.", null);
    declare("Here.", "I walk.", null);
    assertThat(told())
        .containsExactly(
            "I go. null", "end", "I walk. 1001", "I walk. 1001", "end", "I walk. 1004");
    assertThat(refused()).containsExactly("action1, action2: must not be empty");
  }

  @Test
  void aJobThatBeginsAnewTakesTheSameOneWhateverCompactionHasLeft() throws Exception {
    declare("", "I go.", null);
    declare("", "I walk.", null);
    assertThat(told()).isEmpty();
    readAll(0);
    assertThat(told()).containsExactly("end", "I walk. 1001");
    close();
    open();
    declare("", "I walk.", null);
    readAll(0);
    assertThat(told()).containsExactly("I walk. null");
  }

  @Test
  void aRevisionKeepsTheLifeAndALaterTimeBeginsOne() throws Exception {
    readAll(0);
    declare("", "I go.", 700L);
    declare("", "I go.", null);
    declare("", "I go.", 700L);
    declare("", "I go.", 600L);
    declare("", "I go.", 800L);
    end();
    assertThat(told())
        .containsExactly("I go. 700", "I go. 700", "I go. 700", "end", "I go. 800", "end");
    assertThat(refused())
        .containsExactly("answersFrom: 600 is before that of the live scenario, 700");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void aLifeThatBeganWhileTheJobWasDownIsToldAfterTheEnd() throws Exception {
    readAll(0);
    declare("", "I go.", null);
    assertThat(told()).containsExactly("I go. null");
    OperatorSubtaskState state = harness.snapshot(7, 0);
    harness.close();
    harness = newHarness();
    harness.setRestoredCheckpointId(7);
    harness.initializeState(state);
    harness.open();
    declare("", "I go.", 900L);
    assertThat(told()).isEmpty();
    readAll(7);
    assertThat(told()).containsExactly("end", "I go. 900");
  }

  @Test
  void aRecordThatNoEndCouldReachIsADeadLetter() throws Exception {
    readAll(0);
    SurveyScenario other =
        SurveyScenario.newBuilder()
            .setScenarioId("t")
            .setSet("low")
            .setAction1("I go.")
            .setAction2("I stay.")
            .build();
    harness.processElement(ScenarioRecord.declared(other, raw("s", new byte[1])), 0);
    harness.processElement(ScenarioRecord.ended(raw(null, null)), 0);
    assertThat(told()).isEmpty();
    assertThat(refused())
        .containsExactly(
            "scenarioId: 't' is not the record's key",
            "a tombstone needs the key of the scenario that it ends");
  }
}
