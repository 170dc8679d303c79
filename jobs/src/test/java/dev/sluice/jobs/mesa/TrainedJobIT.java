// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.jobs.mesa.trained.TrainedSettings;
import dev.sluice.jobs.mesa.trained.WeightsFixture;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.MesaWeights;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job with trained models between the topics of a Kafka broker. */
class TrainedJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int N = 4;
  private static final SequenceTask TASK = SequenceTask.linear(N);
  private static final int SEQUENCES = 24;
  private static final int LENGTH = 10;
  private static final String MODEL = "lsa-1-linear-1";
  private static final List<String> LEARNERS = List.of("zero", "gd:0.032", "ridge:0.001");
  private static final double[] STEP = WeightsFixture.gradientStep(N, WeightsFixture.RATE);

  @RegisterExtension
  final TestTopics topics =
      new TestTopics(
          BROKER, Stream.concat(MesaJob.TOPICS.stream(), MesaJob.MODELS.stream()).toList());

  private JobID submit(int parallelism, String savepoint, String... models) throws Exception {
    KafkaSettings kafka = topics.settings(Delivery.EXACTLY_ONCE);
    MesaSettings settings =
        Fixture.settings(
            new JobTopics(kafka, kafka.prefix() + "mesa", false),
            LEARNERS,
            64,
            0,
            new TrainedSettings(List.of(models), LEARNERS, 1000, 4));
    return CLUSTER.submit(env -> MesaJob.build(env, settings), parallelism, savepoint);
  }

  private void tokens(int from, int to) {
    for (int number = 0; number < SEQUENCES; number++) {
      topics.sendAll(
          Topic.TOKENS, "s" + number, Fixture.messages(TASK, "s" + number, number, from, to));
    }
  }

  private void weights(MesaWeights weights) {
    topics.send(Topic.MESA_WEIGHTS, MODEL, weights.toString());
  }

  private JsonNode awaitIs(int verdict, long tokens) {
    return awaitIs(
        snapshot -> snapshot.path("verdicts").path(verdict).path("tokens").asLong() == tokens);
  }

  private JsonNode awaitIs(Predicate<JsonNode> is) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(Topic.MESA_LATEST).get("default"),
            snapshot -> snapshot != null && is.test(snapshot));
  }

  /** Tokens wait for weights, in a savepoint too; a later version is for later sequences. */
  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void aSavepointRestoredAtAnotherParallelismChangesNoVerdict(String backend) throws Exception {
    CLUSTER.useStateBackend(backend);
    tokens(1, 3);
    JobID first = submit(2, null, MODEL);
    JsonNode waiting = awaitIs(snapshot -> snapshot.get("tokens").asLong() == 3 * SEQUENCES);
    assertThat(waiting.get("verdicts").get(0).get("reason").asText())
        .isEqualTo("no weights of it have come");
    String before = CLUSTER.stop(first);

    JobID second = submit(3, before, MODEL);
    weights(WeightsFixture.record(N, 1, 100, STEP).build());
    awaitIs(0, 2 * SEQUENCES);
    weights(WeightsFixture.record(N, 1, 200, WeightsFixture.noise(N, 5)).build());
    tokens(4, 6);
    awaitIs(0, 5 * SEQUENCES);
    String between = CLUSTER.stop(second);

    submit(4, between, MODEL);
    tokens(7, LENGTH);
    JsonNode last = awaitIs(0, (LENGTH - 1L) * SEQUENCES);
    JsonNode verdict = last.get("verdicts").get(0);
    assertThat(last.get("verdicts")).hasSize(1);
    assertThat(verdict.get("version").asText()).isEqualTo("100");
    assertThat(verdict.get("sequences").asLong()).isEqualTo(SEQUENCES);
    assertThat(verdict.get("algorithm").asText()).isEqualTo("gd:0.032");
    assertThat(verdict.get("distance").asDouble()).isCloseTo(0, within(1e-12));
    assertThat(verdict.get("support").asText()).isEqualTo("UNDECIDED");
    assertThat(topics.records(Topic.DEAD_LETTERS)).isEmpty();
  }

  /** A study that judges when all tokens have come is told of all the same. */
  @ParameterizedTest
  @ValueSource(strings = "hashmap")
  void modelsAreAddedToAJobThatHasRunWithout(String backend) throws Exception {
    CLUSTER.useStateBackend(backend);
    tokens(1, 2);
    JobID without = submit(2, null);
    awaitIs(snapshot -> snapshot.get("tokens").asLong() == 2 * SEQUENCES);
    String savepoint = CLUSTER.stop(without);

    weights(WeightsFixture.record(N, 1, 100, STEP).build());
    JobID with = submit(2, savepoint, MODEL);
    tokens(3, 4);
    JsonNode old = awaitIs(snapshot -> snapshot.get("tokens").asLong() == 4 * SEQUENCES);
    assertThat(old.get("learners").get(0).get("n").get(0).asLong()).isEqualTo(SEQUENCES);
    assertThat(old.get("verdicts").get(0).path("tokens").asLong()).isZero();
    for (int number = 0; number < SEQUENCES; number++) {
      topics.sendAll(
          Topic.TOKENS, "new" + number, Fixture.messages(TASK, "new" + number, number, 1, LENGTH));
    }
    awaitIs(0, (LENGTH - 1L) * SEQUENCES);
    weights(WeightsFixture.judged(N, 1, 100, STEP));
    awaitIs(
        snapshot -> snapshot.path("verdicts").path(0).path("support").asText().equals("SUPPORTED"));
    assertThat(CLUSTER.restarts(with)).isZero();
  }
}
