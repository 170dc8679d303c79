// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The survey job: two versions of a model and another model answer to two scenarios; the answers to
 * a third wait for its declaration.
 */
final class GoldenSurvey implements GoldenJob {

  private static final List<String> TYPES = List.of("ab", "repeat", "compare");

  @Override
  public String name() {
    return "survey";
  }

  @Override
  public String main() {
    return SurveyJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--emit-interval", slow ? "2s" : "100ms", "--waiting-answers", "100"));
    all.addAll(List.of("--bootstrap-replicates", "20", "--credible-draws", "20"));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    SurveyJob.build(env, ParsedOptions.exactly(new SurveyOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    List<Message> answers = new ArrayList<>(List.of(scenario("s"), scenario("t")));
    for (String scenario : List.of("s", "t")) {
      answers.addAll(answers("m", "1", scenario, "action1", 0, 2));
      answers.addAll(
          answers("n", "1", scenario, scenario.equals("s") ? "action1" : "action2", 0, 2));
    }
    answers.addAll(answers("m", "1", "later", "action2", 0, 1));
    answers.add(new Message(Topic.SURVEY_RESPONSES, "m", "garbage"));
    List<Message> news = answers("m", "2", "s", "action2", 0, 2);
    news.addAll(answers("m", "2", "t", "action1", 0, 2));
    news.addAll(answers("m", "1", "s", "action1", 1, 3));
    return List.of(answers, news);
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> models = latest.get(Topic.SURVEY_MODEL_LATEST);
    return models.containsKey("m|1|low") && models.containsKey("n|1|low");
  }

  @Override
  public List<List<Message>> after() {
    List<Message> answers = new ArrayList<>(List.of(scenario("later")));
    answers.addAll(answers("m", "1", "s", "action1", 1, 4));
    answers.addAll(answers("m", "1", "t", "action1", 1, 4));
    answers.addAll(answers("n", "1", "s", "action1", 1, 4));
    answers.addAll(answers("n", "1", "t", "action2", 1, 4));
    answers.addAll(answers("n", "1", "later", "action2", 0, 2));
    answers.addAll(answers("m", "2", "s", "action2", 1, 4));
    answers.addAll(answers("m", "2", "t", "action1", 1, 4));
    return List.of(answers);
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> models = latest.get(Topic.SURVEY_MODEL_LATEST);
    JsonNode old = models.get("m|1|low");
    assertThat(old.get("scenarios").asLong()).isEqualTo(3);
    assertThat(old.get("answers").asLong()).isEqualTo(24 + 24 + 6);
    assertThat(old.get("means").get("malAction1").get("mean").asDouble())
        .isCloseTo(2.0 / 3, within(1e-12));
    assertThat(models.get("n|1|low").get("answers").asLong()).isEqualTo(24 + 24 + 12);
    JsonNode drift = latest.get(Topic.SURVEY_DRIFT_LATEST).get("m|1|2|low");
    assertThat(drift.get("meanDifference").asDouble()).isCloseTo(-0.5, within(1e-12));
    JsonNode scenario = latest.get(Topic.SURVEY_SCENARIO_LATEST).get("m|1|later");
    assertThat(scenario.get("malAction1").asDouble()).isZero();
  }

  /** Action 2 breaks the rule of duty. */
  private static Message scenario(String id) {
    return new Message(
        Topic.SURVEY_SCENARIOS,
        id,
        "{\"scenarioId\":\"%s\",\"set\":\"low\",\"action1\":\"I hand it in.\",\"action2\":\"I keep it.\",\"samplesPerForm\":5,\"rules\":{\"duty\":{\"action1\":\"NO\",\"action2\":\"YES\"}}}"
            .formatted(id));
  }

  /** These samples of all six forms. */
  private static List<Message> answers(
      String model, String version, String scenario, String decision, int from, int to) {
    List<Message> answers = new ArrayList<>();
    for (int sample = from; sample < to; sample++) {
      for (String type : TYPES) {
        for (int ordering = 0; ordering < 2; ordering++) {
          answers.add(
              new Message(
                  Topic.SURVEY_RESPONSES,
                  model,
                  "{\"model\":\"%s\",\"modelVersion\":\"%s\",\"scenarioId\":\"%s\",\"questionType\":\"%s\",\"ordering\":%d,\"sample\":%d,\"decision\":\"%s\",\"answeredAt\":%d}"
                      .formatted(
                          model, version, scenario, type, ordering, sample, decision, 9 + sample)));
        }
      }
    }
    return answers;
  }
}
