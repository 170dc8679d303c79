// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job on a Flink cluster between the topics of a Kafka broker. */
class EnhanceJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int REPLICAS = 2;

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, EnhanceJob.TOPICS);

  @TempDir private Path folder;

  private JobID submit(Delivery delivery, int parallelism, String savepoint) throws Exception {
    Fixture files = new Fixture(folder);
    KafkaSettings kafka = topics.settings(delivery);
    EnhanceSettings settings =
        files.settings(
            new JobTopics(kafka, kafka.prefix() + "enhance", false), files.acceptors(3), REPLICAS);
    return CLUSTER.submit(env -> EnhanceJob.build(env, settings), parallelism, savepoint);
  }

  private void send(int from, int to) throws IOException {
    for (int patient = from; patient < to; patient++) {
      topics.send(Topic.LESION_CASES, "stroke" + patient, new Fixture(folder).donor(patient));
    }
  }

  private void awaitRecords(int count) {
    await().atMost(PATIENCE).until(() -> topics.records(Topic.LESION_SYNTHETIC).size() == count);
  }

  /** How often each record is there, to the byte. */
  private Map<String, Integer> records() {
    Map<String, Integer> records = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.LESION_SYNTHETIC)) {
      records.merge(new String(record.value(), StandardCharsets.UTF_8), 1, Integer::sum);
    }
    return records;
  }

  @Test
  void aSavepointGoesOnAndABeginningAnewMakesTheSameBytesAgain() throws Exception {
    send(0, 3);
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitRecords(3 * REPLICAS);
    String savepoint = CLUSTER.stop(job);
    send(3, 5);
    JobID restarted = submit(Delivery.EXACTLY_ONCE, 3, savepoint);
    awaitRecords(5 * REPLICAS);
    Map<String, Integer> once = records();
    Map<String, String> written = new Fixture(folder).written();
    assertThat(once.values()).containsOnly(1);
    assertThat(written).hasSize(2 * 5 * REPLICAS);
    CLUSTER.cancel(restarted);

    JobID anew = submit(Delivery.AT_LEAST_ONCE, 1, null);
    awaitRecords(2 * 5 * REPLICAS);

    assertThat(records().keySet()).isEqualTo(once.keySet());
    assertThat(records().values()).containsOnly(2);
    assertThat(new Fixture(folder).written()).isEqualTo(written);
    assertThat(topics.records(Topic.DEAD_LETTERS)).isEmpty();
    assertThat(CLUSTER.restarts(restarted) + CLUSTER.restarts(anew)).isZero();
  }

  @Test
  void theLossOfTheTaskManagerChangesNothing() throws Exception {
    send(0, 2);
    JobID job = submit(Delivery.EXACTLY_ONCE, 2, null);
    awaitRecords(2 * REPLICAS);
    CLUSTER.loseTaskManager();
    send(2, 4);
    CLUSTER.replaceTaskManager();
    awaitRecords(4 * REPLICAS);

    assertThat(CLUSTER.restarts(job)).isPositive();
    assertThat(records().values()).containsOnly(1);
    assertThat(new Fixture(folder).written()).as("nothing half written").hasSize(2 * 4 * REPLICAS);
  }

  @Test
  void badCasesBecomeDeadLettersByteForByteAndTheJobGoesOn() throws Exception {
    JobID job = submit(Delivery.AT_LEAST_ONCE, 2, null);
    Fixture files = new Fixture(folder);
    files.donor(1);
    Map<String, String> sent = new HashMap<>();
    sent.put("garbage", "malformed");
    sent.put(files.json("a", "p", "STROKE", "TRAINING", "none"), "unreadable-file");
    sent.put(files.json("b", "p", "STROKE", "TRAINING", "/x", ""), "invalid-declaration");
    String brain = ",\"mask\":\"%s\"".formatted(files.path("stroke1.nii.gz"));
    sent.put(
        files
            .json("c", "p", "STROKE", "TRAINING", files.path("stroke1_mask.nii.gz"), brain)
            .replace("\"c\"", "\"c/../../d\"")
            .replace("stroke1_mask", "stroke2_mask"),
        "unreadable-file");
    sent.keySet().forEach(value -> topics.send(Topic.LESION_CASES, null, value));
    await().atMost(PATIENCE).until(() -> topics.records(Topic.DEAD_LETTERS).size() == sent.size());

    assertThat(topics.deadLetters()).isEqualTo(sent);
    send(1, 2);
    awaitRecords(REPLICAS);
    Map<String, JsonNode> latest = topics.latest(Topic.LESION_SYNTHETIC);
    assertThat(latest.keySet()).allMatch(key -> key.startsWith("stroke1+normal"));
    assertThat(CLUSTER.restarts(job)).isZero();
  }
}
