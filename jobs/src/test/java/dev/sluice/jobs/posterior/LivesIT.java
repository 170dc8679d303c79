// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Wrong samples, an end, and the right samples under the same ids, before a job that lives on. */
class LivesIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, PosteriorJob.TOPICS);

  private KafkaSettings kafka;

  @BeforeEach
  void start() {
    kafka = topics.settings(Delivery.AT_LEAST_ONCE);
  }

  private JobID submit(String savepoint) throws Exception {
    PosteriorSettings base = Fixture.settings(BROKER.bootstrap(), false);
    PosteriorSettings settings =
        new PosteriorSettings(
            new JobTopics(kafka, kafka.prefix() + "posterior", false),
            base.refresh(),
            base.statistics(),
            base.admission());
    return CLUSTER.submit(env -> PosteriorJob.build(env, settings), 2, savepoint);
  }

  private void send(boolean right) {
    List<String> samples = new ArrayList<>();
    for (int t = 0; t < Fixture.SAMPLES; t++) {
      double[] row = Fixture.row(t);
      row[1] += right ? 0 : t;
      samples.add(Fixture.sample("waves", "r" + t, "[]", row));
    }
    topics.sendAll(Topic.SAMPLES, "waves", samples);
  }

  private void declare(String more) {
    topics.send(Topic.EXPERIMENTS, "waves", Fixture.declaration("waves", more));
  }

  /** As the command line does: from after all samples that there are, and after that. */
  private void declareAgain() {
    long from = Topics.latestTimestamp(kafka, Topic.SAMPLES) + 1;
    await().atMost(PATIENCE).until(() -> System.currentTimeMillis() > from);
    declare(",\"samplesFrom\":" + from);
  }

  private JsonNode awaitSamples() {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(Topic.POSTERIOR_LATEST).get("waves"),
            latest -> latest != null && latest.get("samples").asLong() == Fixture.SAMPLES);
  }

  private void awaitTheRightPosterior() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(awaitSamples().get("logEvidence").asDouble())
                    .isCloseTo(Fixture.LOG_EVIDENCE, within(1e-9)));
  }

  @Test
  void aRunningJobTakesTheRightOnes() throws Exception {
    declare("");
    submit(null);
    send(false);
    assertThat(awaitSamples().get("logEvidence").asDouble())
        .isNotCloseTo(Fixture.LOG_EVIDENCE, within(1e-3));

    topics.send(Topic.EXPERIMENTS, "waves", null);
    declareAgain();
    send(true);

    awaitTheRightPosterior();
    assertThat(topics.deadLetters()).isEmpty();
  }

  @Test
  void aJobThatWasDownMeanwhileTakesTheRightOnes() throws Exception {
    stampByTheBroker();
    declare("");
    JobID job = submit(null);
    send(false);
    awaitSamples();
    String savepoint = CLUSTER.stop(job);

    // The end in between is missing, as it is after compaction.
    declareAgain();
    send(true);
    submit(savepoint);

    awaitTheRightPosterior();
    assertThat(topics.deadLetters()).isEmpty();
  }

  private void stampByTheBroker() throws Exception {
    ConfigResource topic =
        new ConfigResource(ConfigResource.Type.TOPIC, Topic.SAMPLES.name(kafka.prefix()));
    AlterConfigOp append =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", "LogAppendTime"), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
      admin.incrementalAlterConfigs(Map.of(topic, List.of(append))).all().get();
    }
  }
}
