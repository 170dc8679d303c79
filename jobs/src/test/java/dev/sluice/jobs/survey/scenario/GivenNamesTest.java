// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.GivenTime;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and times that scenarios and answers give and that say nothing. */
class GivenNamesTest {

  private static final long AT = 1_764_187_200_000L; // 2025-11-26T20:00:00Z

  private static String fault(String model, String version, String scenarioId) {
    SurveyResponse response =
        SurveyResponse.newBuilder()
            .setModel(model)
            .setModelVersion(version)
            .setScenarioId(scenarioId)
            .setQuestionType("ab")
            .setOrdering(0)
            .setSample(0)
            .build();
    RawRecord source = new RawRecord("responses", 0, 0, AT, null, new byte[1]);
    return Response.check(response, source, new GivenTime(1_000), AT).message();
  }

  private static SurveyScenario.Builder scenario() {
    return SurveyScenario.newBuilder()
        .setScenarioId("s")
        .setSet("low")
        .setContext("")
        .setAction1("I go.")
        .setAction2("I stay.");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00a0", "\u3000", "\u200b", "\ufeff"})
  void blanksOfAnyAlphabetAreNoNames(String blank) {
    assertThat(fault(blank, "", "s")).isEqualTo("model: must not be blank");
    assertThat(fault("m", blank, "s"))
        .isEqualTo("modelVersion: must not be blank; empty where there is none");
    assertThat(fault("m", "", blank)).isEqualTo("scenarioId: must not be blank");
    assertThat(fault("m", "", "s")).isNull();
    assertThat(Scenario.of(scenario().setSet(blank).build(), AT).message())
        .isEqualTo("set: must not be empty");
    assertThat(Scenario.of(scenario().setAction2(blank).build(), AT).message())
        .isEqualTo("action1, action2: must not be empty");
  }

  @Test
  void namesHaveAtMost255Characters() {
    String longest = "ж".repeat(255);
    assertThat(fault(longest, longest, "s")).isNull();
    assertThat(fault(longest + "x", "", "s"))
        .isEqualTo("model: 256 characters, at most 255 are accepted");
    assertThat(fault("m", longest + "x", "s"))
        .isEqualTo("modelVersion: 256 characters, at most 255 are accepted");
    SurveyScenario.Builder scenario = scenario().setScenarioId(longest).setSet(longest);
    assertThat(Scenario.lengthFault(scenario.build())).isNull();
    assertThat(Scenario.lengthFault(scenario.setSet(longest + "x").build()))
        .isEqualTo("set: 256 characters, at most 255 are accepted");
    assertThat(Scenario.lengthFault(scenario.setScenarioId("s".repeat(3_000)).build()))
        .isEqualTo("scenarioId: 3000 characters, at most 255 are accepted");
    RuleViolation violation = new RuleViolation(Violation.YES, Violation.NO);
    assertThat(
            Scenario.lengthFault(scenario().setRules(Map.of("r".repeat(256), violation)).build()))
        .isEqualTo("rules: a name: 256 characters, at most 255 are accepted");
  }

  @Test
  void theBeginningOfALifeIsInMilliseconds() {
    SurveyScenario micros = scenario().setAnswersFrom(AT * 1_000).build();
    assertThat(Scenario.of(micros, AT).message())
        .isEqualTo(
            "answersFrom: 1764187200000000 are microseconds? milliseconds since 1970 are expected");
    assertThat(Scenario.of(scenario().setAnswersFrom(AT).build(), AT).record()).isNotNull();
  }
}
