// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job one of whose output topics is deleted while it runs, and made again. */
class MissingOutputIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @ParameterizedTest
  @EnumSource
  void isToldAndWhatWaitsIsWrittenWhenItIsThereAgain(Delivery delivery) throws Exception {
    KafkaSettings settings =
        new KafkaSettings(
            BROKER.bootstrap(),
            "deleted-" + delivery + ".",
            delivery,
            WireFormat.JSON,
            null,
            100_000,
            Map.of());
    JobClient job = new CopyJob(settings, keyed -> keyed).start();
    try (Admin admin = Topics.admin(settings)) {
      send(settings, "a");
      await().atMost(PATIENCE).until(() -> copies(settings), List.of("a")::equals);
      assertThat(missing(job)).isZero();

      admin.deleteTopics(List.of(CopyJob.OUTPUT.name(settings.prefix()))).all().get();
      await().atMost(PATIENCE).until(() -> missing(job) == 1);

      send(settings, "b");
      await().atMost(PATIENCE).until(() -> CLUSTER.metrics().count(job.getJobID(), "read") == 2);
      Topics.create(settings, List.of(CopyJob.OUTPUT), 2);
      await().atMost(PATIENCE).until(() -> missing(job) == 0);
      await().atMost(PATIENCE).until(() -> copies(settings), List.of("b")::equals);
      assertThat(CLUSTER.restarts(job.getJobID())).isZero();
    } finally {
      job.cancel().get();
    }
  }

  private static long missing(JobClient job) {
    return CLUSTER.metrics().count(job.getJobID(), "missingTopics");
  }

  private static void send(KafkaSettings settings, String experiment) {
    String json = "{\"experimentId\":\"%s\",\"targets\":[],\"values\":[]}".formatted(experiment);
    BROKER.send(Topic.SAMPLES.name(settings.prefix()), null, json.getBytes(UTF_8));
  }

  private static List<String> copies(KafkaSettings settings) {
    return BROKER.records(CopyJob.OUTPUT.name(settings.prefix())).stream()
        .map(copy -> new String(copy.key(), UTF_8))
        .toList();
  }
}
