// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.models.lesion.Grid;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job on a Flink cluster between the topics of a Kafka broker. */
class LesionJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CASES = 16;

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, LesionJob.TOPICS);

  @TempDir private static Path folder;

  private Study study;
  private LesionSettings settings;

  @BeforeEach
  void prepare() throws Exception {
    study = Study.of(folder, CASES);
    KafkaSettings kafka = topics.settings(Delivery.EXACTLY_ONCE);
    settings = Fixture.settings(new JobTopics(kafka, kafka.prefix() + "lesion", false));
  }

  private JobID submit(int parallelism, String savepoint) throws Exception {
    return CLUSTER.submit(env -> LesionJob.build(env, settings), parallelism, savepoint);
  }

  private void send(Topic topic, List<String> values) {
    values.forEach(value -> topics.send(topic, Study.key(value), value));
  }

  /** Until every model has the snapshot of the batch. */
  private void awaitTheTableOfTheBatch() throws Exception {
    Map<String, JsonNode> batch = new HashMap<>();
    for (Map.Entry<String, LesionSnapshot> each : study.snapshots(settings).entrySet()) {
      byte[] json =
          settings.topics().kafka().encoder(LesionSnapshot.class, "t").encode(each.getValue());
      batch.put(each.getKey(), JSON.readTree(new String(json, StandardCharsets.UTF_8)));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(topics.latest(Topic.LESION_LATEST)).isEqualTo(batch));
  }

  private void awaitModels() {
    await()
        .atMost(PATIENCE)
        .until(() -> topics.latest(Topic.LESION_LATEST).size() == Study.MODELS.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aSavepointRestoredAtAnotherParallelismChangesNoBit(String backend) throws Exception {
    CLUSTER.useStateBackend(backend);
    send(Topic.LESION_CASES, study.cases.subList(0, CASES / 2));
    send(Topic.LESION_PREDICTIONS, study.earlier);
    JobID job = submit(2, null);
    awaitModels();
    String savepoint = CLUSTER.stop(job);
    send(Topic.LESION_PREDICTIONS, study.newest);
    send(Topic.LESION_CASES, study.cases.subList(CASES / 4, CASES));
    JobID restarted = submit(4, savepoint);

    awaitTheTableOfTheBatch();
    assertThat(CLUSTER.restarts(restarted)).isZero();
  }

  @Test
  void theLossOfTheTaskManagerChangesNoBit() throws Exception {
    send(Topic.LESION_CASES, study.cases);
    send(Topic.LESION_PREDICTIONS, study.earlier);
    JobID job = submit(2, null);
    awaitModels();

    CLUSTER.loseTaskManager();
    send(Topic.LESION_PREDICTIONS, study.newest);
    CLUSTER.replaceTaskManager();

    awaitTheTableOfTheBatch();
    assertThat(CLUSTER.restarts(job)).isPositive();
  }

  @Test
  void badRecordsBecomeDeadLettersByteForByteAndTheJobGoesOn() throws Exception {
    JobID job = submit(2, null);
    send(Topic.LESION_CASES, study.cases);
    send(Topic.LESION_PREDICTIONS, study.earlier);
    awaitModels();
    String declared = study.cases.get(0);
    Map<String, String> sent = new HashMap<>();
    sent.put("garbage", "malformed");
    sent.put("x".repeat(1_000_000), "too-large");
    sent.put(
        Fixture.predictionJson("case0", "a", "/nowhere.nii", Fixture.TIMESTAMP - 900),
        "unreadable-file");
    sent.put(
        Fixture.predictionJson("case1", "a", mask("cube.nii"), Fixture.TIMESTAMP - 900),
        "unfit-mask");
    sent.put(
        Fixture.predictionJson("case1", "fourth", mask("cube.nii"), Fixture.TIMESTAMP),
        "too-many-models");
    sent.keySet().forEach(value -> topics.send(Topic.LESION_PREDICTIONS, null, value));
    String contradicting = declared.replace("TEST", "TRAINING");
    topics.send(Topic.LESION_CASES, null, contradicting);
    sent.put(contradicting, "contradiction");
    await().atMost(PATIENCE).until(() -> topics.records(Topic.DEAD_LETTERS).size() == sent.size());

    assertThat(topics.deadLetters()).isEqualTo(sent);
    send(Topic.LESION_PREDICTIONS, study.newest);
    awaitTheTableOfTheBatch();
    assertThat(CLUSTER.restarts(job)).isZero();
  }

  private static String mask(String name) throws Exception {
    return Fixture.write(folder, name, Fixture.empty(Grid.cube(3)));
  }
}
