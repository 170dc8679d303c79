// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The job on a Flink cluster between the topics of a Kafka broker. */
class PosteriorJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, PosteriorJob.TOPICS);

  private PosteriorSettings settings(Delivery delivery) {
    KafkaSettings kafka = topics.settings(delivery);
    PosteriorSettings base = Fixture.settings(BROKER.bootstrap(), false);
    return new PosteriorSettings(
        new JobTopics(kafka, kafka.prefix() + "posterior", false),
        base.refresh(),
        base.statistics(),
        base.admission());
  }

  private JobID submit(Delivery delivery, int parallelism, String savepoint) throws Exception {
    return CLUSTER.submit(
        env -> PosteriorJob.build(env, settings(delivery)), parallelism, savepoint);
  }

  private void sendSamples(String experiment, int from, int to) {
    topics.sendAll(Topic.SAMPLES, experiment, Fixture.samples(experiment, true).subList(from, to));
  }

  private JsonNode awaitSamples(String experiment, long samples) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(Topic.POSTERIOR_LATEST).get(experiment),
            snapshot -> snapshot != null && snapshot.get("samples").asLong() == samples);
  }

  private static void assertIsThePosteriorOfAllSamples(JsonNode snapshot) {
    assertThat(snapshot.get("logEvidence").asDouble())
        .isCloseTo(Fixture.INTERVENTIONAL_LOG_EVIDENCE, within(1e-10));
    assertThat(snapshot.get("edges").get(1).get(2).asDouble())
        .isCloseTo(Fixture.INTERVENTIONAL_B_TO_C, within(1e-11));
  }

  @Test
  void aStopWithSavepointAndARestartAtAnotherParallelismChangeNothing() throws Exception {
    topics.send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    sendSamples("waves", 0, 7);
    topics.send(Topic.SAMPLES, "later", Fixture.samples("later", false).get(0));
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    awaitSamples("waves", 7);
    String savepoint = CLUSTER.stop(job);

    sendSamples("waves", 5, Fixture.SAMPLES);
    topics.send(Topic.EXPERIMENTS, "later", Fixture.declaration("later", ""));
    JobID restarted = submit(Delivery.AT_LEAST_ONCE, 4, savepoint);

    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    awaitSamples("later", 1);
    assertThat(CLUSTER.restarts(restarted)).isZero();
  }

  @Test
  void exactlyOnceOutputSurvivesTheLossOfTheTaskManager() throws Exception {
    topics.send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    sendSamples("waves", 0, 6);
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitSamples("waves", 6);

    CLUSTER.loseTaskManager();
    sendSamples("waves", 6, Fixture.SAMPLES);
    CLUSTER.replaceTaskManager();

    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    assertThat(CLUSTER.restarts(job)).isPositive();
    List<Long> samples = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.POSTERIOR_METRICS)) {
      samples.add(JSON.readTree(record.value()).get("samples").asLong());
    }
    assertThat(samples).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void badRecordsBecomeDeadLettersAndTheJobGoesOn() throws Exception {
    topics.send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    awaitSamples("waves", 0);
    Map<String, String> sent =
        Map.of(
            "garbage",
            "malformed",
            Fixture.sample("waves", "a", "[]", 1, 2, 3),
            "wrong-dimension",
            Fixture.sample("waves", "b", "[]", 1, 2, 3, Double.NaN),
            "not-a-number",
            Fixture.sample("waves", "c", "[\"E\"]", 1, 2, 3, 4),
            "unknown-target",
            Fixture.sample("waves", "d", "[]", 1, 2, 3, 4).replace("targets", "tragets"),
            "unknown-field",
            "x".repeat(1_000_000),
            "too-large");
    sent.keySet().forEach(value -> topics.send(Topic.SAMPLES, null, value));
    await().atMost(PATIENCE).until(() -> topics.records(Topic.DEAD_LETTERS).size() == sent.size());

    Map<String, String> received = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : topics.records(Topic.DEAD_LETTERS)) {
      received.put(
          new String(letter.value(), StandardCharsets.UTF_8),
          new String(letter.headers().lastHeader("sluice.reason").value(), StandardCharsets.UTF_8));
      assertThat(
              new String(
                  letter.headers().lastHeader("sluice.source.topic").value(),
                  StandardCharsets.UTF_8))
          .isEqualTo(Topic.SAMPLES.name(topics.settings(Delivery.AT_LEAST_ONCE).prefix()));
    }
    assertThat(received).isEqualTo(sent);
    sendSamples("waves", 0, Fixture.SAMPLES);
    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    assertThat(CLUSTER.restarts(job)).isZero();
  }

  @Test
  void aTombstoneEndsTheExperimentAndASecondOneBeginsEmpty() throws Exception {
    topics.send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    sendSamples("waves", 0, 4);
    awaitSamples("waves", 4);
    topics.send(Topic.EXPERIMENTS, "waves", null);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(topics.latest(Topic.POSTERIOR_LATEST)).containsEntry("waves", null));

    topics.send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    awaitSamples("waves", 0);
    sendSamples("waves", 0, Fixture.SAMPLES);
    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    assertThat(CLUSTER.restarts(job)).isZero();
  }
}
