// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.survey.Fixture;
import dev.sluice.models.survey.Label;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What becomes of a respondent whom the matcher fails for. */
class RestingRespondentFunctionTest extends ObserveSetup {

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
            ScenarioNews::scenarioId,
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
