// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of a scenario's former life, as a job finds them that begins anew. */
class LivesJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final long BEGUN = Fixture.AT;
  private static final ModelVersion MODEL = new ModelVersion("m", "");

  private static final String FIRST = Fixture.scenario("S", "low", "");
  private static final String AGAIN = Fixture.scenario("S", "low", ",\"answersFrom\":" + BEGUN);
  private static final String OTHER = FIRST.replace(Fixture.ACTION1, "I ask first.");
  private static final String REFUSED = FIRST.replace(Fixture.ACTION1, " ");

  /** What is left of the topic of scenarios; a null is a tombstone. */
  static Stream<Arguments> declarations() {
    return Stream.of(
        arguments("all of it", new String[] {FIRST, null, AGAIN}),
        arguments("compacted", new String[] {AGAIN}),
        arguments("no end", new String[] {FIRST, AGAIN}),
        arguments("refused ones between", new String[] {FIRST, REFUSED, null, REFUSED, AGAIN}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("declarations")
  void theAnswersOfTheFormerLifeDoNotCount(String left, String... declarations) throws Exception {
    List<RawRecord> answers = answers(BEGUN - 1, 10, Label.ACTION2);
    answers.addAll(answers(BEGUN, 5, Label.ACTION1));

    LocalRun run = LocalRun.of(1, scenarios(declarations), answers, Fixture.settings());

    SurveyModelMetrics metrics = run.models.get("m||low");
    assertThat(metrics.getAnswers()).isEqualTo(5);
    assertThat(metrics.getMeans().get("malAction1").getMean()).isEqualTo(1);
    assertThat(run.refused.stream().filter(letter -> letter.reason() == Reason.FORMER_LIFE))
        .hasSize(10)
        .allMatch(
            letter ->
                letter
                    .message()
                    .equals(
                        "record of 2023-11-14T22:13:19.999Z: answers to 'S' count from"
                            + " 2023-11-14T22:13:20Z on (answersFrom)"));
  }

  @Test
  void ofOtherTextsTheNewestCountBeforeAndAfterCompaction() throws Exception {
    List<RawRecord> answers = new ArrayList<>();
    answers.add(answer(BEGUN, 0, "\"answer\":\"I ask first.\""));

    LocalRun all = LocalRun.of(1, scenarios(FIRST, OTHER), answers, Fixture.settings());
    LocalRun compacted = LocalRun.of(1, scenarios(OTHER), answers, Fixture.settings());

    assertThat(all.models.get("m||low").getMeans().get("malAction1").getMean()).isEqualTo(1);
    assertThat(all.models).isEqualTo(compacted.models);
    assertThat(all.refused).isEmpty();
    assertThat(compacted.refused).isEmpty();
  }

  @Test
  void anAnswerOfTheFarFutureDoesNotBlockItsCorrection() throws Exception {
    List<RawRecord> answers = new ArrayList<>();
    answers.add(answer(BEGUN, 0, "\"decision\":\"action2\",\"answeredAt\":4102444800000"));
    answers.add(answer(BEGUN, 0, "\"decision\":\"action2\",\"answeredAt\":1700000000"));
    answers.add(answer(BEGUN, 0, "\"decision\":\"action1\",\"answeredAt\":1700000000000"));

    assertRefused(
        LocalRun.of(1, scenarios(FIRST), answers, Fixture.settings()),
        "answeredAt: 4102444800000 is 27806 days ahead of the record's timestamp,"
            + " 2023-11-14T22:13:20Z; at most --max-ahead 1 d",
        "answeredAt: 1700000000 are seconds? milliseconds since 1970 are expected");
  }

  @Test
  void idsThatSayNothingAreNone() throws Exception {
    String good = new String(answer(BEGUN, 0, "\"decision\":\"action1\"").value(), UTF_8);
    List<RawRecord> answers = new ArrayList<>();
    answers.add(raw(good));
    answers.add(raw(good.replace("\"m\"", "\"\"")));
    answers.add(raw(good.replace("\"S\"", "\" \"")));
    answers.add(raw(good.replace("\"m\"", "\"m\",\"modelVersion\":\" \"")));

    assertRefused(
        LocalRun.of(1, scenarios(FIRST), answers, Fixture.settings()),
        "model: must not be blank",
        "scenarioId: must not be blank",
        "modelVersion: must not be blank; empty where there is none");
  }

  private static RawRecord raw(String value) {
    return Fixture.raw(Topic.SURVEY_RESPONSES, 0, null, value);
  }

  /** One answer for action 1 counts, the others are refused. */
  private static void assertRefused(LocalRun run, String... messages) {
    assertThat(run.models.get("m||low").getAnswers()).isEqualTo(1);
    assertThat(run.models.get("m||low").getMeans().get("malAction1").getMean()).isEqualTo(1);
    assertThat(run.refused).extracting(DeadLetter::message).containsExactlyInAnyOrder(messages);
  }

  @Test
  void ofRefusedOnesNoneDisplacesTheScenario() throws Exception {
    List<RawRecord> answers = answers(BEGUN, 1, Label.ACTION1);

    LocalRun run = LocalRun.of(1, scenarios(FIRST, REFUSED), answers, Fixture.settings());

    assertThat(run.models.get("m||low").getAnswers()).isEqualTo(1);
    assertThat(run.refused)
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.message()).isEqualTo("action1, action2: must not be empty"));
  }

  private static List<RawRecord> scenarios(String... declarations) {
    List<RawRecord> records = new ArrayList<>();
    for (String declaration : declarations) {
      records.add(Fixture.raw(Topic.SURVEY_SCENARIOS, records.size(), "S", declaration));
    }
    return records;
  }

  private static List<RawRecord> answers(long timestamp, int number, Label label) {
    List<RawRecord> records = new ArrayList<>();
    for (int sample = 0; sample < number; sample++) {
      records.add(answer(timestamp, sample, "\"decision\":\"" + label.code() + "\""));
    }
    return records;
  }

  private static RawRecord answer(long timestamp, int sample, String meaning) {
    String value =
        "{\"model\":\"%s\",\"scenarioId\":\"S\",\"questionType\":\"%s\",\"ordering\":0,\"sample\":%d,%s}"
            .formatted(MODEL.model(), QuestionForm.AB_0.type().code(), sample, meaning);
    return new RawRecord(
        Topic.SURVEY_RESPONSES.name(Topic.DEFAULT_PREFIX),
        0,
        sample,
        timestamp,
        null,
        value.getBytes(UTF_8));
  }
}
