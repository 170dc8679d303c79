// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.wire.StandInRegistry;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import dev.sluice.schemas.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job whose registry is away for a while. */
class RegistryAwayIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @AutoClose private final StandInRegistry registry = new StandInRegistry();

  @Test
  void whatNeedsItIsParkedWhatDoesNotGoesOnAndWhatIsSentAgainIsRead() throws Exception {
    KafkaSettings settings =
        new KafkaSettings(
            BROKER.bootstrap(),
            "away.",
            Delivery.EXACTLY_ONCE,
            WireFormat.JSON,
            registry.address(),
            100_000,
            Map.of("schema.registry.tries", "2"));
    String samples = Topic.SAMPLES.name(settings.prefix());
    CopyJob copy = new CopyJob(settings, keyed -> keyed);
    registry.on("GET /schemas/ids/1", 503, "");
    JobClient job = copy.start();
    try {
      byte[] framed = framed();
      BROKER.send(samples, "k".getBytes(UTF_8), framed);
      byte[] json = "{\"experimentId\":\"json\",\"targets\":[],\"values\":[1.0]}".getBytes(UTF_8);
      BROKER.send(samples, "k".getBytes(UTF_8), json);

      await().atMost(PATIENCE).until(() -> copies(settings), List.of("json")::equals);
      await().atMost(PATIENCE).until(() -> letters(settings).size() == 1);
      ConsumerRecord<byte[], byte[]> parked = letters(settings).get(0);
      assertThat(parked.headers().lastHeader("sluice.reason").value())
          .asString(UTF_8)
          .isEqualTo("registry-unavailable");
      assertThat(parked.value()).isEqualTo(framed);
      assertThat(CLUSTER.metrics().count(job.getJobID(), "read")).isEqualTo(2);
      assertThat(unavailable(job)).isEqualTo(1);
      assertThat(CLUSTER.restarts(job.getJobID())).isZero();

      String schema = SchemaVersions.newest(Sample.class).toString();
      registry.on("GET /schemas/ids/1", 200, StandInRegistry.schema(schema));
      await() // the registry is left alone for 10 s
          .atMost(PATIENCE)
          .until(
              () -> {
                BROKER.send(samples, "k".getBytes(UTF_8), parked.value());
                return copies(settings).contains("framed");
              });
      assertThat(CLUSTER.restarts(job.getJobID())).isZero();
    } finally {
      job.cancel().get();
    }
  }

  private static long unavailable(JobClient job) {
    return CLUSTER
        .metrics()
        .count(job.getJobID(), "deadLettered", "reason", "registry-unavailable");
  }

  /** A sample in the frame of schema 1. */
  private static byte[] framed() {
    Sample sample = new Sample();
    sample.setExperimentId("framed");
    sample.setTargets(List.of());
    sample.setKind(InterventionKind.PERFECT);
    sample.setValues(List.of(1.0));
    KafkaSettings avro =
        new KafkaSettings(
            "unused:1", "", Delivery.AT_LEAST_ONCE, WireFormat.AVRO, null, 1_000, Map.of());
    byte[] single = avro.encoder(Sample.class, "unused").encode(sample);
    int header = 10; // of a single object
    return ByteBuffer.allocate(5 + single.length - header)
        .put((byte) 0)
        .putInt(1)
        .put(single, header, single.length - header)
        .array();
  }

  private static List<String> copies(KafkaSettings settings) {
    return BROKER.records(CopyJob.OUTPUT.name(settings.prefix())).stream()
        .map(copy -> settings.decoder(Sample.class).decode(copy.value()).record())
        .map(Sample::getExperimentId)
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> letters(KafkaSettings settings) {
    return BROKER.records(Topic.DEAD_LETTERS.name(settings.prefix()));
  }
}
