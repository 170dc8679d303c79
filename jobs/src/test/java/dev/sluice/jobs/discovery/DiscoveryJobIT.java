// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

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
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job on a Flink cluster between the topics of a Kafka broker. */
class DiscoveryJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();

  /** So many steps that a round takes a while, and a stop finds it at work. */
  private static final int LONG_ROUND = 10_000;

  private static final int SAMPLES = 600;

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, DiscoveryJob.TOPICS);

  private DiscoverySettings settings(Delivery delivery) {
    KafkaSettings kafka = topics.settings(delivery);
    return Fixture.settings(
        new JobTopics(kafka, kafka.prefix() + "discovery", false), LONG_ROUND, 1 << 24);
  }

  private JobID submit(Delivery delivery, int parallelism, String savepoint) throws Exception {
    return CLUSTER.submit(
        env -> DiscoveryJob.build(env, settings(delivery)), parallelism, savepoint);
  }

  private void declare() {
    topics.send(Topic.EXPERIMENTS, "links", Fixture.declaration("links", Fixture.truth()));
  }

  private void sendSamples(int from, int to) {
    topics.sendAll(Topic.SAMPLES, "links", Fixture.samples("links", from, to));
  }

  /** What an uninterrupted run within one process learns from the same samples. */
  private InProcess uninterrupted() {
    return new InProcess(
            settings(Delivery.AT_LEAST_ONCE),
            Fixture.declared(Fixture.declaration("links", Fixture.truth()), 0))
        .add(0, SAMPLES);
  }

  private JsonNode awaitEpochs(long atLeast) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(Topic.DISCOVERY_LATEST).get("links"),
            snapshot -> snapshot != null && snapshot.get("epochs").asLong() >= atLeast);
  }

  private List<Long> epochs() throws Exception {
    List<Long> epochs = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.DISCOVERY_METRICS)) {
      epochs.add(JSON.readTree(record.value()).get("epochs").asLong());
    }
    return epochs;
  }

  private static void assertSameBits(JsonNode actual, DiscoverySnapshot expected) throws Exception {
    byte[] json =
        Encoder.of(DiscoverySnapshot.class, WireFormat.JSON, null, "unused").encode(expected);
    ObjectNode untimed = actual.deepCopy();
    untimed.putNull("trainingSeconds");
    // As texts, in which equal doubles have equal digits; times of declarations differ.
    assertThat(untimed.toString()).isEqualTo(JSON.readTree(json).toString());
  }

  @Test
  void aStopInMidTrainingAndARestartAtAnotherParallelismChangeNoBit() throws Exception {
    InProcess expected = uninterrupted();
    declare();
    sendSamples(0, 500);
    // Exactly once: what is said after the savepoint that the stop takes is not there twice.
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitEpochs(1);
    String savepoint = CLUSTER.stop(job);
    assertThat(epochs()).as("rounds that were owed at the stop").doesNotContain(5L);
    sendSamples(450, SAMPLES);
    CLUSTER.useStateBackend("rocksdb");
    JobID restarted = submit(Delivery.EXACTLY_ONCE, 4, savepoint);

    assertSameBits(awaitEpochs(expected.epochs()), expected.snapshot());
    assertThat(epochs()).isSorted().doesNotHaveDuplicates();
    assertThat(CLUSTER.restarts(restarted)).isZero();
  }

  @Test
  void exactlyOnceOutputSurvivesTheLossOfTheTaskManager() throws Exception {
    InProcess expected = uninterrupted();
    declare();
    sendSamples(0, 300);
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitEpochs(1);

    CLUSTER.loseTaskManager();
    sendSamples(300, SAMPLES);
    CLUSTER.replaceTaskManager();

    assertSameBits(awaitEpochs(expected.epochs()), expected.snapshot());
    assertThat(CLUSTER.restarts(job)).isPositive();
    assertThat(epochs()).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void badRecordsBecomeDeadLettersAndAnEndFreesWhatWasLearned() throws Exception {
    declare();
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    awaitEpochs(0);
    Map<String, String> sent =
        Map.of(
            "garbage",
            "malformed",
            Fixture.sample("links", "a", "[]", 1, 2),
            "wrong-dimension",
            Fixture.sample("links", "b", "[]", 1, 2, Double.NaN),
            "not-a-number",
            Fixture.sample("links", "c", "[\"E\"]", 1, 2, 0),
            "unknown-target",
            Fixture.sample("links", "d", "null", 1, 2, 0),
            "unknown-targets",
            Fixture.sample("links", "e", "[]", 1, 2, 3),
            "category-out-of-range",
            "x".repeat(1_000_000),
            "too-large");
    sent.keySet().forEach(value -> topics.send(Topic.SAMPLES, "links", value));
    await().atMost(PATIENCE).until(() -> topics.records(Topic.DEAD_LETTERS).size() == sent.size());
    assertThat(topics.deadLetters()).isEqualTo(sent);
    sendSamples(0, 100);
    awaitEpochs(1);

    topics.send(Topic.EXPERIMENTS, "links", null);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(topics.latest(Topic.DISCOVERY_LATEST)).containsEntry("links", null));
    declare();
    JsonNode begun =
        await()
            .atMost(PATIENCE)
            .until(
                () -> topics.latest(Topic.DISCOVERY_LATEST).get("links"),
                snapshot -> snapshot != null);
    assertThat(begun.get("samples").asLong()).isZero();
    assertThat(begun.get("edges").get(0).get(1).asDouble()).isEqualTo(.25);
    assertThat(CLUSTER.restarts(job)).isZero();
  }
}
