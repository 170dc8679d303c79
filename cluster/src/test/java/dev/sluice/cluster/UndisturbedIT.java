// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.cluster.workload.AllJobs;
import dev.sluice.cluster.workload.JobSettings;
import dev.sluice.cluster.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import dev.sluice.workbench.topics.TopicCreation;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Before anything is killed: jobs give what their workloads say that a batch gives. */
class UndisturbedIT {
  private static final int STEPS = 3 * Workload.ROUND;
  private static final double TOLERANCE = 1e-9;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Federations say nothing before a checkpoint holds it. */
  private static final Duration CHECKPOINTS = Duration.ofMillis(500);

  static Stream<Workload> workloads() {
    return AllJobs.workloads().stream()
        .filter(workload -> !workload.batch(Workload.ROUND).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void theJobGivesWhatABatchGives(Workload workload) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start("broker", 0, null);
        LocalCluster cluster = LocalCluster.start(LocalConfiguration.of(2, 0, CHECKPOINTS, null))) {
      KafkaSettings kafka = JobSettings.kafka(broker.bootstrap(), "undisturbed.");
      TopicCreation.create(kafka, workload.topics());
      StreamExecutionEnvironment env = cluster.environment();
      env.setParallelism(2);
      workload.build(env, kafka);
      var unused = cluster.submit(env, workload.name());
      send(workload, kafka);
      Outcome outcome = new Outcome(workload, kafka);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Difference.between(workload.batch(STEPS), outcome.latest(), TOLERANCE))
                      .isEmpty());
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(outcome.missing()).isEmpty());
      assertThat(outcome.repeated()).isEmpty();
      assertThat(workload.faults(STEPS, outcome.latest())).isEmpty();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is not sent is missing in the results
  private static void send(Workload workload, KafkaSettings kafka) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      Stream.concat(
              workload.declarations().stream(),
              LongStream.range(0, STEPS).boxed().flatMap(n -> workload.step(n).stream()))
          .map(
              message ->
                  new ProducerRecord<>(
                      message.topic().name(kafka.prefix()), message.key(), message.value()))
          .forEach(producer::send);
    }
  }
}
