// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The survey job: two versions of a model and another model answer to four scenarios. */
public final class SurveyWorkload implements Workload {
  private static final long ANSWERED_AT = 1_700_000_000_000L;
  private static final int SCENARIOS = 4;
  private static final List<String> RESPONDENTS = List.of("m|1", "m|2", "n|1");
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
  public List<String> options() {
    return List.of(
        "--emit-interval=500ms",
        "--bootstrap-replicates=20",
        "--credible-draws=20",
        "--waiting-time=1d");
  }

  @Override
  public List<Topic> topics() {
    return SurveyJob.TOPICS;
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topic.SURVEY_SCENARIOS, Topic.SURVEY_RESPONSES);
  }

  @Override
  public Map<Topic, String> growing() {
    return Map.of(Topic.SURVEY_SCENARIO_METRICS, "answers", Topic.SURVEY_MODEL_METRICS, "answers");
  }

  @Override
  public List<Message> declarations() {
    return IntStream.range(0, SCENARIOS).mapToObj(SurveyWorkload::scenario).toList();
  }

  /** Action 2 breaks the rule of duty. */
  private static Message scenario(int number) {
    return new Message(
        Topic.SURVEY_SCENARIOS,
        "s" + number,
        """
        {"scenarioId":"s%d","set":"low","action1":"I hand it in.","action2":"I keep it.",\
        "rules":{"duty":{"action1":"NO","action2":"YES"}}}"""
            .formatted(number),
        Fate.ACCEPTED);
  }

  @Override
  public List<Message> step(long number) {
    return Numbered.step(
        number, n -> answer(n, "s" + n / 3 % SCENARIOS), n -> answer(n, "undeclared"));
  }

  private static Message answer(long number, String scenario) {
    String[] respondent = RESPONDENTS.get((int) (number % 3)).split("\\|", -1);
    long form = number / 3 / SCENARIOS;
    boolean first = KeyedRandom.of(1, "answers", number).nextInt(10) < 3 + 2 * (number % 3);
    return new Message(
        Topic.SURVEY_RESPONSES,
        respondent[0],
        """
        {"model":"%s","modelVersion":"%s","scenarioId":"%s","questionType":"%s","ordering":%d,\
        "sample":%d,"decision":"%s","answeredAt":%d}"""
            .formatted(
                respondent[0],
                respondent[1],
                scenario,
                TYPES.get((int) (form % 3)),
                form / 3 % 2,
                form / 6,
                first ? "action1" : "action2",
                ANSWERED_AT + number),
        Fate.ACCEPTED);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    SurveyJob.build(env, JobSettings.of(new SurveyOptions(), kafka, options()));
  }
}
