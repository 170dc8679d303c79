// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.TestTopics;
import dev.sluice.models.mesa.LossTable;
import dev.sluice.models.mesa.task.SequenceTask;
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
class MesaJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SequenceTask TASK = SequenceTask.linear(4);
  private static final int SEQUENCES = 6;
  private static final int LENGTH = 40;
  private static final List<String> LEARNERS =
      List.of("zero", "rls:0.001", "ridge:0.001", "oracle", "kalman:4");

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, MesaJob.TOPICS);

  private JobID submit(int parallelism, String savepoint) throws Exception {
    KafkaSettings kafka = topics.settings(Delivery.EXACTLY_ONCE);
    MesaSettings settings = Fixture.settings(kafka, kafka.prefix() + "mesa", LEARNERS, 64, 0);
    return CLUSTER.submit(env -> MesaJob.build(env, settings), parallelism, savepoint);
  }

  /** Sends these steps of all sequences, in another order than theirs. */
  private void send(int from, int to) {
    for (int number = 0; number < SEQUENCES; number++) {
      List<String> messages =
          new ArrayList<>(Fixture.messages(TASK, "s" + number, number, from, to));
      for (int i = 0; i + 2 < messages.size(); i += 3) {
        messages.add(i, messages.remove(i + 2));
      }
      topics.sendAll(Topic.TOKENS, "s" + number, messages);
    }
  }

  private JsonNode awaitTokens(long tokens) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(Topic.MESA_LATEST).get("default"),
            snapshot -> snapshot != null && snapshot.get("tokens").asLong() == tokens);
  }

  private static void assertIsOfTheWholeBatch(JsonNode snapshot) {
    LossTable table = LossTable.of(LEARNERS.size());
    for (int number = 0; number < SEQUENCES; number++) {
      Fixture.losses(TASK, number, LENGTH, LEARNERS, table);
    }
    assertThat(snapshot.get("sequences").asLong()).isEqualTo(SEQUENCES);
    for (int learner = 0; learner < LEARNERS.size(); learner++) {
      JsonNode found = snapshot.get("learners").get(learner);
      for (int step = 1; step < LENGTH; step++) {
        assertThat(found.get("n").get(step - 1).asLong()).isEqualTo(SEQUENCES);
        assertThat(found.get("mean").get(step - 1).asDouble()).isEqualTo(table.mean(step, learner));
        assertThat(found.get("standardError").get(step - 1).asDouble())
            .isEqualTo(table.standardError(step, learner));
      }
    }
  }

  private List<Long> tokensOfAllSnapshots() throws Exception {
    List<Long> tokens = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.MESA_METRICS)) {
      tokens.add(JSON.readTree(record.value()).get("tokens").asLong());
    }
    return tokens;
  }

  /** Which tokens are in a snapshot before the last is up to chance; the last one is not. */
  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aSavepointRestoredAtAnotherParallelismChangesNoBit(String backend) throws Exception {
    CLUSTER.useStateBackend(backend);
    send(1, 18);
    JobID job = submit(2, null);
    awaitTokens(18 * SEQUENCES);
    String savepoint = CLUSTER.stop(job);
    send(17, LENGTH);
    JobID restarted = submit(4, savepoint);

    JsonNode last = awaitTokens(LENGTH * SEQUENCES);
    assertIsOfTheWholeBatch(last);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                topics.latest(Topic.MESA_LATEST).get("default").get("duplicates").asLong()
                    == 2 * SEQUENCES);
    assertThat(topics.records(Topic.DEAD_LETTERS)).isEmpty();
    assertThat(CLUSTER.restarts(restarted)).isZero();
  }

  /** Test 11. */
  @Test
  void exactlyOnceOutputSurvivesTheLossOfTheTaskManager() throws Exception {
    send(1, 18);
    JobID job = submit(2, null);
    awaitTokens(18 * SEQUENCES);

    CLUSTER.loseTaskManager();
    send(19, LENGTH);
    CLUSTER.replaceTaskManager();

    JsonNode last = awaitTokens(LENGTH * SEQUENCES);
    assertThat(CLUSTER.restarts(job)).isPositive();
    assertIsOfTheWholeBatch(last);
    assertThat(last.get("duplicates").asLong()).isZero();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.latest(Topic.MESA_METRICS).get("default"))
                    .as("the sinks become visible at different moments")
                    .isEqualTo(last));
    assertThat(tokensOfAllSnapshots()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void badRecordsBecomeDeadLettersByteForByteAndTheJobGoesOn() throws Exception {
    JobID job = submit(2, null);
    send(1, 3);
    awaitTokens(3 * SEQUENCES);
    double[] two = {1, 2};
    String origin = Fixture.origin(TASK, 0);
    Map<String, String> sent =
        Map.of(
            "garbage",
            "malformed",
            Fixture.json("s0", 4, two, origin),
            "wrong-dimension",
            Fixture.json("s0", 4, new double[4], ""),
            "contradiction",
            Fixture.json("s0", 4, new double[4], origin.replace("linear", "lunar")),
            "unknown-task",
            Fixture.json("s0", 0, two, ""),
            "value-out-of-range",
            "x".repeat(1_000_000),
            "too-large");
    sent.keySet().forEach(value -> topics.send(Topic.TOKENS, null, value));
    await().atMost(PATIENCE).until(() -> topics.records(Topic.DEAD_LETTERS).size() == sent.size());

    assertThat(topics.deadLetters()).isEqualTo(new HashMap<>(sent));
    send(4, LENGTH);
    assertIsOfTheWholeBatch(awaitTokens(LENGTH * SEQUENCES));
    assertThat(CLUSTER.restarts(job)).isZero();
  }
}
