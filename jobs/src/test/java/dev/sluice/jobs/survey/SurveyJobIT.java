// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.TestTopics;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job on a Flink cluster between the topics of a Kafka broker. */
class SurveyJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ModelVersion OLD = new ModelVersion("m", "1");
  private static final ModelVersion NEW = new ModelVersion("m", "2");

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, SurveyJob.TOPICS);

  private SurveySettings settings(Delivery delivery) {
    return Fixture.settings(topics.settings(delivery), false, 100);
  }

  private JobID submit(Delivery delivery, int parallelism, String savepoint) throws Exception {
    return CLUSTER.submit(env -> SurveyJob.build(env, settings(delivery)), parallelism, savepoint);
  }

  private void declare(String scenario) {
    topics.send(Topic.SURVEY_SCENARIOS, scenario, Fixture.scenario(scenario));
  }

  /** These samples of all six forms. */
  private void answer(ModelVersion who, String scenario, Label label, int from, int to) {
    List<String> answers = new ArrayList<>();
    for (int sample = from; sample < to; sample++) {
      for (QuestionForm form : QuestionForm.values()) {
        answers.add(Fixture.decided(who, scenario, form, sample, label, Fixture.AT + sample));
      }
    }
    topics.sendAll(Topic.SURVEY_RESPONSES, who.model(), answers);
  }

  private JsonNode awaitValue(Topic topic, String key, String field, long value) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(topic).get(key),
            metrics -> metrics != null && metrics.get(field).asLong() == value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aStopWithSavepointAndARestartAtAnotherParallelismChangeNothing(String stateBackend)
      throws Exception {
    CLUSTER.useStateBackend(stateBackend);
    declare("s");
    answer(OLD, "s", Label.ACTION1, 0, 3);
    answer(NEW, "later", Label.ACTION2, 0, 1);
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    awaitValue(Topic.SURVEY_MODEL_LATEST, "m|1|low", "answers", 18);
    String savepoint = CLUSTER.stop(job);

    answer(OLD, "s", Label.ACTION1, 2, 5);
    answer(NEW, "s", Label.ACTION2, 0, 5);
    declare("later");
    JobID restarted = submit(Delivery.AT_LEAST_ONCE, 4, savepoint);

    JsonNode old = awaitValue(Topic.SURVEY_MODEL_LATEST, "m|1|low", "answers", 30);
    assertThat(old.get("scenarios").asLong()).isEqualTo(1);
    assertThat(old.get("means").get("malAction1").get("mean").asDouble()).isEqualTo(1);
    assertThat(old.get("violations").get("duty").get("mean").asDouble()).isZero();
    awaitValue(Topic.SURVEY_MODEL_LATEST, "m|2|low", "answers", 36);
    JsonNode scenario = awaitValue(Topic.SURVEY_SCENARIO_LATEST, "m|2|s", "answers", 30);
    assertThat(scenario.get("malAction1").asDouble()).isZero();
    assertThat(scenario.get("completeness").asDouble()).isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode drift = topics.latest(Topic.SURVEY_DRIFT_LATEST).get("m|1|2|low");
              assertThat(drift).isNotNull();
              assertThat(drift.at("/drifted/0/scenarioId").asText()).isEqualTo("s");
              assertThat(drift.get("meanDifference").asDouble()).isCloseTo(-1, within(1e-12));
              JsonNode agreement = topics.latest(Topic.SURVEY_AGREEMENT_LATEST).get("low|m|1|m|2");
              assertThat(agreement).isNotNull();
              assertThat(agreement.get("bothStrong").asLong()).isEqualTo(1);
              assertThat(agreement.get("sameStrong").asLong()).isZero();
              JsonNode clusters = topics.latest(Topic.SURVEY_CLUSTERS_LATEST).get("low");
              assertThat(clusters).isNotNull();
              assertThat(clusters.get("respondents")).hasSize(2);
            });
    assertThat(CLUSTER.restarts(restarted)).isZero();
  }

  @Test
  void exactlyOnceOutputSurvivesTheLossOfTheTaskManager() throws Exception {
    declare("s");
    answer(OLD, "s", Label.ACTION1, 0, 2);
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitValue(Topic.SURVEY_SCENARIO_LATEST, "m|1|s", "answers", 12);

    CLUSTER.loseTaskManager();
    answer(OLD, "s", Label.ACTION1, 2, 5);
    CLUSTER.replaceTaskManager();

    awaitValue(Topic.SURVEY_SCENARIO_LATEST, "m|1|s", "answers", 30);
    awaitValue(Topic.SURVEY_MODEL_LATEST, "m|1|low", "answers", 30);
    assertThat(CLUSTER.restarts(job)).isPositive();
    for (Topic topic : List.of(Topic.SURVEY_SCENARIO_METRICS, Topic.SURVEY_MODEL_METRICS)) {
      List<Long> answers = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : topics.records(topic)) {
        answers.add(JSON.readTree(record.value()).get("answers").asLong());
      }
      assertThat(answers).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void exactlyOnceNeedsCheckpoints() {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    assertThatThrownBy(() -> SurveyJob.build(env, settings(Delivery.EXACTLY_ONCE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--delivery exactly-once: needs checkpoints (execution.checkpointing.interval)");
  }

  @Test
  void badRecordsBecomeDeadLettersAndTheJobGoesOn() throws Exception {
    declare("s");
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    answer(OLD, "s", Label.ACTION1, 0, 1);
    awaitValue(Topic.SURVEY_SCENARIO_LATEST, "m|1|s", "answers", 6);
    String good = Fixture.decided(OLD, "s", QuestionForm.AB_0, 1, Label.ACTION1, 1);
    Map<String, String> sent =
        Map.of(
            "garbage",
            "malformed",
            good.replace("\"ab\"", "\"abc\""),
            "unknown-form",
            good.replace("action1", "perhaps"),
            "unknown-decision",
            good.replace("model\"", "modell\""),
            "unknown-field",
            "x".repeat(1_000_000),
            "too-large");
    sent.keySet().forEach(value -> topics.send(Topic.SURVEY_RESPONSES, null, value));
    await().atMost(PATIENCE).until(() -> topics.records(Topic.DEAD_LETTERS).size() == sent.size());

    assertThat(topics.deadLetters()).isEqualTo(sent);
    answer(OLD, "s", Label.ACTION1, 1, 5);
    awaitValue(Topic.SURVEY_SCENARIO_LATEST, "m|1|s", "answers", 30);
    assertThat(CLUSTER.restarts(job)).isZero();
  }

  @Test
  void aTombstoneTakesAScenarioOutOfEverything() throws Exception {
    declare("s");
    declare("t");
    answer(OLD, "s", Label.ACTION1, 0, 2);
    answer(OLD, "t", Label.ACTION2, 0, 2);
    answer(NEW, "t", Label.ACTION2, 0, 2);
    submit(Delivery.AT_LEAST_ONCE, 2, null);
    awaitValue(Topic.SURVEY_MODEL_LATEST, "m|1|low", "scenarios", 2);
    awaitValue(Topic.SURVEY_DRIFT_LATEST, "m|1|2|low", "tested", 1);
    awaitValue(Topic.SURVEY_MODEL_LATEST, "m|2|low", "scenarios", 1);
    Map<Topic, String> ending =
        Map.of(
            Topic.SURVEY_SCENARIO_LATEST, "m|1|t",
            Topic.SURVEY_MODEL_LATEST, "m|2|low",
            Topic.SURVEY_AGREEMENT_LATEST, "low|m|1|m|2",
            Topic.SURVEY_CLUSTERS_LATEST, "low",
            Topic.SURVEY_DRIFT_LATEST, "m|1|2|low");
    // What was never told has no end either.
    for (Map.Entry<Topic, String> each : ending.entrySet()) {
      await()
          .atMost(PATIENCE)
          .until(() -> topics.latest(each.getKey()).get(each.getValue()) != null);
    }

    topics.send(Topic.SURVEY_SCENARIOS, "t", null);
    JsonNode old = awaitValue(Topic.SURVEY_MODEL_LATEST, "m|1|low", "scenarios", 1);
    assertThat(old.get("answers").asLong()).isEqualTo(12);
    for (Map.Entry<Topic, String> gone : ending.entrySet()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(topics.latest(gone.getKey())).containsEntry(gone.getValue(), null));
    }
  }
}
