// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.jobs.survey.Fixture;
import dev.sluice.models.survey.Label;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The operator in a harness. It emits every 100 ms; 100 answers may wait. */
abstract class ObserveSetup {

  static final long TEN_MINUTES = 600_000;

  KeyedTwoInputStreamOperatorTestHarness<String, Response, ScenarioNews, ScenarioChange> harness;

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

  static KeyedTwoInputStreamOperatorTestHarness<String, Response, ScenarioNews, ScenarioChange>
      newHarness(boolean bounded) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new ObserveOperator(Fixture.answers(bounded, 100), Formulas.CURRENT),
        Response::scenarioId,
        ScenarioNews::scenarioId,
        Types.STRING);
  }

  static SurveyScenario scenario() {
    return SurveyScenario.newBuilder()
        .setScenarioId("s")
        .setSet("low")
        .setAction1(Fixture.ACTION1)
        .setAction2(Fixture.ACTION2)
        .build();
  }

  void declare(SurveyScenario scenario) throws Exception {
    harness.processElement2(new ScenarioNews("s", Scenario.of(scenario, 0).record()), 0);
  }

  void end() throws Exception {
    harness.processElement2(new ScenarioNews("s", null), 0);
  }

  static Response response(
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

  void send(Response response) throws Exception {
    harness.processElement1(response, 0);
  }

  void decide(int sample, Label label, long at) throws Exception {
    send(response("ab", 0, sample, null, label.code(), at));
  }

  List<ScenarioChange> changes() {
    return harness.extractOutputValues();
  }

  ScenarioChange last() {
    return changes().get(changes().size() - 1);
  }

  List<String> refused() {
    List<String> refused = new ArrayList<>();
    if (harness.getSideOutput(DeadLetters.TAG) != null) {
      harness
          .getSideOutput(DeadLetters.TAG)
          .forEach(letter -> refused.add(describe(letter.getValue())));
    }
    return refused;
  }

  static String describe(DeadLetter letter) {
    return letter.reason().code() + ": " + letter.message();
  }
}
