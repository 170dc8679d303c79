// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.TestTopics;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job on a Flink cluster between the topics of a Kafka broker. */
class AdaptationJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, AdaptationJob.TOPICS);

  private JobID submit(Delivery delivery, int parallelism, String savepoint) throws Exception {
    KafkaSettings kafka = topics.settings(delivery);
    AdaptationJobSettings settings =
        Fixture.settings(kafka, kafka.prefix() + "adaptation", 1, false);
    return CLUSTER.submit(env -> AdaptationJob.build(env, settings), parallelism, savepoint);
  }

  private void sendSamples(String experiment, int from, int to) {
    topics.sendAll(Topic.SAMPLES, experiment, Fixture.samples(experiment).subList(from, to));
  }

  private JsonNode awaitSamples(String experiment, long samples) {
    return awaitSamples(Topic.ADAPTATION_LATEST, experiment, samples);
  }

  private JsonNode awaitSamples(Topic topic, String experiment, long samples) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(topic).get(experiment),
            snapshot -> snapshot != null && snapshot.get("samples").asLong() == samples);
  }

  /** What two runs must agree upon: all but the time of the processor. */
  private static JsonNode withoutTime(JsonNode snapshot) {
    return ((ObjectNode) snapshot.deepCopy()).without(List.of("experimentId", "cpuMillis"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aRestartInTheMiddleOfAdaptingGivesTheSameCurveAsNone(String backend) throws Exception {
    CLUSTER.useStateBackend(backend);
    topics.send(Topic.EXPERIMENTS, "through", Fixture.declaration("through"));
    topics.send(Topic.EXPERIMENTS, "stopped", Fixture.declaration("stopped"));
    int middle = Fixture.SHIFT + 65;
    sendSamples("through", 0, middle);
    sendSamples("stopped", 0, middle);
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    awaitSamples("stopped", middle);
    awaitSamples("through", middle);
    sendSamples("through", middle, Fixture.SAMPLES);
    JsonNode through = awaitSamples("through", Fixture.SAMPLES);
    String savepoint = CLUSTER.stop(job);

    sendSamples("stopped", middle - 5, Fixture.SAMPLES);
    JobID restarted = submit(Delivery.AT_LEAST_ONCE, 4, savepoint);

    JsonNode stopped = awaitSamples("stopped", Fixture.SAMPLES);
    assertThat(withoutTime(stopped)).isEqualTo(withoutTime(through));
    assertThat(stopped.get("detection").get("shifts").asLong()).isEqualTo(2);
    assertThat(CLUSTER.restarts(restarted)).isZero();
  }

  @Test
  void exactlyOnceOutputSurvivesTheLossOfTheTaskManager() throws Exception {
    topics.send(Topic.EXPERIMENTS, "e", Fixture.declaration("e"));
    sendSamples("e", 0, 450);
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitSamples("e", 450);

    CLUSTER.loseTaskManager();
    sendSamples("e", 450, Fixture.SAMPLES);
    CLUSTER.replaceTaskManager();

    awaitSamples("e", Fixture.SAMPLES);
    awaitSamples(Topic.ADAPTATION_METRICS, "e", Fixture.SAMPLES);
    assertThat(CLUSTER.restarts(job)).isPositive();
    List<Long> samples = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.ADAPTATION_METRICS)) {
      samples.add(JSON.readTree(record.value()).get("samples").asLong());
    }
    assertThat(samples).isSorted().contains((long) Fixture.SHIFT, (long) Fixture.BACK);
    assertThat(samples).doesNotHaveDuplicates();
  }

  @Test
  void badRecordsBecomeDeadLettersAndTheJobGoesOn() throws Exception {
    topics.send(Topic.EXPERIMENTS, "e", Fixture.declaration("e"));
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    sendSamples("e", 0, 10);
    awaitSamples("e", 10);
    Map<String, String> sent =
        Map.of(
            "garbage",
            "malformed",
            Fixture.sample("e", "a", "[]", 0, 1),
            "wrong-dimension",
            Fixture.sample("e", "b", "[]", 0, 1, Double.NaN),
            "not-a-number",
            Fixture.sample("e", "c", "[\"D\"]", 0, 1, 2),
            "unknown-target",
            Fixture.sample("e", "d", "[]", 0, 1, 2).replace("targets", "tragets"),
            "unknown-field",
            Fixture.sample("e", "e", "[]", 0, 1, 3),
            "category-out-of-range",
            "x".repeat(1_000_000),
            "too-large");
    sent.keySet().forEach(value -> topics.send(Topic.SAMPLES, null, value));
    await().atMost(PATIENCE).until(() -> topics.records(Topic.DEAD_LETTERS).size() == sent.size());

    assertThat(topics.deadLetters()).isEqualTo(new HashMap<>(sent));
    sendSamples("e", 10, 20);
    awaitSamples("e", 20);
    assertThat(CLUSTER.restarts(job)).isZero();
  }

  @Test
  void aTombstoneEndsTheExperimentAndASecondOneBeginsAnew() throws Exception {
    topics.send(Topic.EXPERIMENTS, "e", Fixture.declaration("e"));
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    sendSamples("e", 0, 10);
    awaitSamples("e", 10);
    topics.send(Topic.EXPERIMENTS, "e", null);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(topics.latest(Topic.ADAPTATION_LATEST)).containsEntry("e", null));

    topics.send(Topic.EXPERIMENTS, "e", Fixture.declaration("e"));
    sendSamples("e", 0, 7);
    awaitSamples("e", 7);
    assertThat(CLUSTER.restarts(job)).isZero();
  }
}
