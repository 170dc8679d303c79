// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.WireFormat;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job on a Flink cluster between the topics of a Kafka broker. */
class PosteriorJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.open();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static int tests;

  @TempDir Path folder;

  private MiniCluster cluster;
  private String prefix;

  @BeforeEach
  void start() throws Exception {
    prefix = "test" + tests++ + ".";
    Topics.create(settings(Delivery.AT_LEAST_ONCE).kafka(), Arrays.asList(Topic.values()), 2);
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .build());
    cluster.start();
  }

  @AfterEach
  void stop() {
    cluster.closeAsync().join();
  }

  private PosteriorSettings settings(Delivery delivery) {
    PosteriorSettings base = Fixture.settings(BROKER.bootstrap(), false);
    return new PosteriorSettings(
        new KafkaSettings(
            BROKER.bootstrap(), prefix, delivery, WireFormat.JSON, null, 262_144, Map.of()),
        false,
        prefix + "posterior",
        base.refreshGrowth(),
        base.refreshInterval(),
        base.refreshLatest(),
        base.refreshThreads(),
        base.forgetting(),
        base.buckets(),
        base.flushInterval(),
        base.dedupWindow(),
        base.waitingSamples(),
        base.waitingTime());
  }

  private JobID submit(Delivery delivery, int parallelism, String savepoint) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 50);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    PosteriorJob.build(env, settings(delivery));
    JobGraph graph = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }
    JobID job = cluster.submitJob(graph).get().getJobID();
    await().atMost(PATIENCE).until(() -> cluster.getJobStatus(job).get() == JobStatus.RUNNING);
    return job;
  }

  private void send(Topic topic, String key, String value) {
    BROKER.send(topic.name(prefix), bytes(key), bytes(value));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private void sendSamples(String experiment, int from, int to) {
    Fixture.samples(experiment, true)
        .subList(from, to)
        .forEach(sample -> send(Topic.SAMPLES, experiment, sample));
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    return BROKER.records(topic.name(prefix));
  }

  /** The last snapshot of each experiment; null where the last record is a tombstone. */
  private Map<String, JsonNode> latest() throws Exception {
    Map<String, JsonNode> latest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(Topic.POSTERIOR_LATEST)) {
      latest.put(
          new String(record.key(), StandardCharsets.UTF_8),
          record.value() == null ? null : JSON.readTree(record.value()));
    }
    return latest;
  }

  private JsonNode awaitSamples(String experiment, long samples) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> latest().get(experiment),
            snapshot -> snapshot != null && snapshot.get("samples").asLong() == samples);
  }

  private static void assertIsThePosteriorOfAllSamples(JsonNode snapshot) {
    assertThat(snapshot.get("logEvidence").asDouble())
        .isCloseTo(Fixture.INTERVENTIONAL_LOG_EVIDENCE, within(1e-10));
    assertThat(snapshot.get("edges").get(1).get(2).asDouble())
        .isCloseTo(Fixture.INTERVENTIONAL_B_TO_C, within(1e-11));
  }

  private int restarts(JobID job) throws Exception {
    int restarts = 0;
    for (var vertex : cluster.getArchivedExecutionGraph(job).get().getAllExecutionVertices()) {
      restarts = Math.max(restarts, vertex.getCurrentExecutionAttempt().getAttemptNumber());
    }
    return restarts;
  }

  @Test
  void aStopWithSavepointAndARestartAtAnotherParallelismChangeNothing() throws Exception {
    send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    sendSamples("waves", 0, 7);
    send(Topic.SAMPLES, "later", Fixture.samples("later", false).get(0));
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    awaitSamples("waves", 7);
    String savepoint =
        cluster
            .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get();

    sendSamples("waves", 5, Fixture.SAMPLES);
    send(Topic.EXPERIMENTS, "later", Fixture.declaration("later", ""));
    JobID restarted = submit(Delivery.AT_LEAST_ONCE, 4, savepoint);

    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    awaitSamples("later", 1);
    assertThat(restarts(restarted)).isZero();
  }

  @Test
  void exactlyOnceOutputSurvivesTheLossOfTheTaskManager() throws Exception {
    send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    sendSamples("waves", 0, 6);
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitSamples("waves", 6);

    cluster.terminateTaskManager(0).get();
    sendSamples("waves", 6, Fixture.SAMPLES);
    cluster.startTaskManager();

    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    assertThat(restarts(job)).isPositive();
    List<Long> samples = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(Topic.POSTERIOR_METRICS)) {
      samples.add(JSON.readTree(record.value()).get("samples").asLong());
    }
    assertThat(samples).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void badRecordsBecomeDeadLettersAndTheJobGoesOn() throws Exception {
    send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
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
    sent.keySet().forEach(value -> send(Topic.SAMPLES, null, value));
    await().atMost(PATIENCE).until(() -> records(Topic.DEAD_LETTERS).size() == sent.size());

    Map<String, String> received = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : records(Topic.DEAD_LETTERS)) {
      received.put(
          new String(letter.value(), StandardCharsets.UTF_8),
          new String(letter.headers().lastHeader("sluice.reason").value(), StandardCharsets.UTF_8));
      assertThat(
              new String(
                  letter.headers().lastHeader("sluice.source.topic").value(),
                  StandardCharsets.UTF_8))
          .isEqualTo(Topic.SAMPLES.name(prefix));
    }
    assertThat(received).isEqualTo(sent);
    sendSamples("waves", 0, Fixture.SAMPLES);
    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    assertThat(restarts(job)).isZero();
  }

  @Test
  void aTombstoneEndsTheExperimentAndASecondOneBeginsEmpty() throws Exception {
    send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    sendSamples("waves", 0, 4);
    awaitSamples("waves", 4);
    send(Topic.EXPERIMENTS, "waves", null);
    await()
        .atMost(PATIENCE)
        .until(() -> latest().containsKey("waves") && latest().get("waves") == null);

    send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
    awaitSamples("waves", 0);
    sendSamples("waves", 0, Fixture.SAMPLES);
    assertIsThePosteriorOfAllSamples(awaitSamples("waves", Fixture.SAMPLES));
    assertThat(restarts(job)).isZero();
  }
}
