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
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An experiment whose snapshots are larger than what the producer may send. */
class TooLargeSnapshotIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();

  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Ten graphs of names as long as may be are larger; the variables alone are not. */
  private static final int MOST_BYTES = 8_192;

  @TempDir Path folder;

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, PosteriorJob.TOPICS);

  private JobClient start() throws Exception {
    KafkaSettings plain = topics.settings(Delivery.AT_LEAST_ONCE);
    KafkaSettings kafka =
        new KafkaSettings(
            plain.bootstrap(),
            plain.prefix(),
            plain.delivery(),
            plain.format(),
            plain.registry(),
            plain.maxRecordBytes(),
            Map.of("max.request.size", String.valueOf(MOST_BYTES)));
    PosteriorSettings base = Fixture.settings(BROKER.bootstrap(), false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
                .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
                .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString())
                .set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
    env.setParallelism(1);
    PosteriorJob.build(
        env,
        new PosteriorSettings(
            new JobTopics(kafka, kafka.prefix() + "posterior", false),
            base.refresh(),
            base.statistics(),
            base.admission()));
    return env.executeAsync();
  }

  @Test
  void goesOutWithoutItsResultsAndTheJobGoesOn() throws Exception {
    JobClient job = start();
    try {
      topics.send(Topic.EXPERIMENTS, "wordy", wordy());
      Fixture.samples("wordy", false).forEach(sample -> topics.send(Topic.SAMPLES, null, sample));
      JsonNode wordy = awaitAllSamples("wordy");
      topics.send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", ""));
      Fixture.samples("waves", false).forEach(sample -> topics.send(Topic.SAMPLES, null, sample));
      JsonNode waves = awaitAllSamples("waves");

      assertThat(wordy.get("failureReason").asText())
          .isEqualTo(FailureReason.RECORD_TOO_LARGE.name());
      assertThat(wordy.get("failure").asText())
          .matches(
              "the results take [12]\\d{4} bytes, but a record may take 8192"
                  + " \\(Kafka property max.request.size\\)");
      assertThat(wordy.get("edges").isNull()).isTrue();
      assertThat(wordy.get("topGraphs").isNull() || wordy.get("topGraphs").isEmpty()).isTrue();
      assertThat(wordy.get("variables").get(3).asText())
          .isEqualTo("D".repeat(GivenName.MAX_LENGTH));
      assertThat(waves.get("failure").isNull()).isTrue();
      assertThat(waves.get("logEvidence").asDouble())
          .isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(failures(job)).isEqualTo(recordsWithoutResults()));
      assertThat(failures(job)).isPositive();
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    } finally {
      job.cancel().get();
    }
  }

  private static String wordy() {
    return Stream.of("A", "B", "C", "D")
        .map(
            name ->
                "{\"name\":\"" + name.repeat(GivenName.MAX_LENGTH) + "\",\"kind\":\"CONTINUOUS\"}")
        .collect(Collectors.joining(",", "{\"experimentId\":\"wordy\",\"variables\":[", "]}"));
  }

  private JsonNode awaitAllSamples(String experiment) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(Topic.POSTERIOR_LATEST).get(experiment),
            snapshot -> snapshot != null && snapshot.get("samples").asLong() == Fixture.SAMPLES);
  }

  private long recordsWithoutResults() throws Exception {
    long found = 0;
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.POSTERIOR_METRICS)) {
      String reason = JSON.readTree(record.value()).get("failureReason").asText();
      found += reason.equals(FailureReason.RECORD_TOO_LARGE.name()) ? 1 : 0;
    }
    return found;
  }

  /** Failures of the job with this reason as label. */
  private static long failures(JobClient job) {
    return METRICS.getMetricsByGroup().entrySet().stream()
        .filter(
            group -> {
              Map<String, String> labels = group.getKey().getAllVariables();
              return job.getJobID().toString().equals(labels.get("<job_id>"))
                  && FailureReason.RECORD_TOO_LARGE.name().equals(labels.get("<reason>"));
            })
        .map(group -> group.getValue().get("failures"))
        .filter(Counter.class::isInstance)
        .mapToLong(metric -> ((Counter) metric).getCount())
        .sum();
  }
}
