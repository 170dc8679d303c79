// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.lease.Transactions;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.Records;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The largest record that goes out whole, and one that is a byte larger, at Kafka's defaults. */
class LargestRecordIT {

  @RegisterExtension private static final TestBroker BROKER = TestBroker.open();

  private static final List<Topic> TOPICS =
      List.of(Topic.POSTERIOR_METRICS, Topic.POSTERIOR_LATEST);

  /** A mebibyte less what the producer adds, and less a key of three letters. */
  private static final int LARGEST_VALUE = (1 << 20) - 128 - 3;

  private static final Encoder<PosteriorSnapshot> ENCODER =
      Encoder.of(PosteriorSnapshot.class, WireFormat.JSON, null, "unused");

  private static PosteriorSnapshot ofBytes(int bytes) {
    PosteriorSnapshot empty = named("");
    PosteriorSnapshot padded = named("x".repeat(bytes - ENCODER.encode(empty).length));
    assertThat(ENCODER.encode(padded)).hasSize(bytes);
    return padded;
  }

  private static PosteriorSnapshot named(String name) {
    return PosteriorSnapshot.newBuilder(Records.posteriorSnapshot())
        .setMapGraph(List.of(List.of(name, "B")))
        .build();
  }

  @ParameterizedTest
  @EnumSource
  void fitsAndOneByteMoreLosesItsResults(Delivery delivery) throws Exception {
    KafkaSettings settings =
        new KafkaSettings(
            BROKER.bootstrap(),
            "largest-" + delivery + ".",
            delivery,
            WireFormat.JSON,
            null,
            1 << 21,
            Map.of());
    Topics.create(settings, TOPICS, 1);
    PosteriorSnapshot largest = ofBytes(LARGEST_VALUE);
    PosteriorSnapshot small = Records.posteriorSnapshot();

    write(
        settings,
        List.of(
            new Keyed<>("max", largest),
            new Keyed<>("big", ofBytes(LARGEST_VALUE + 1)),
            new Keyed<>("end", small)));

    for (Topic topic : TOPICS) {
      // The broker marks committed records as such after it has said so.
      Map<String, PosteriorSnapshot> written =
          await()
              .atMost(TestCluster.PATIENCE)
              .until(() -> read(settings, topic), records -> records.size() >= 3);
      assertThat(written).containsOnlyKeys("max", "big", "end");
      assertThat(written.get("max")).isEqualTo(largest);
      assertThat(written.get("end")).isEqualTo(small);
      PosteriorSnapshot without = written.get("big");
      assertThat(without.getFailureReason()).isEqualTo(FailureReason.RECORD_TOO_LARGE);
      assertThat(without.getFailure())
          .isEqualTo(
              "the results take "
                  + (LARGEST_VALUE + 1)
                  + " bytes, but a record may take 1048576 (Kafka property max.request.size)");
      assertThat(without.getSamples()).isEqualTo(small.getSamples());
      assertThat(without.getVariables()).isEqualTo(small.getVariables());
      assertThat(without.getMapGraph()).isNull();
      assertThat(without.getEdges()).isNull();
    }
  }

  /** Without restarts: a record that producer or broker refused would fail the run. */
  private static void write(KafkaSettings settings, List<Keyed<PosteriorSnapshot>> records)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(
            new Configuration()
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
    env.setParallelism(1);
    env.fromData(records, Keyed.typeInfo(PosteriorSnapshot.class))
        .flatMap(
            new Encode<>(
                PosteriorSnapshot.class, settings, Topic.POSTERIOR_METRICS, Topic.POSTERIOR_LATEST))
        .returns(Encoded.class)
        .sinkTo(KafkaSinks.encoded(settings, TOPICS, Transactions.of("largest"), "largest"));
    env.execute();
  }

  private static Map<String, PosteriorSnapshot> read(KafkaSettings settings, Topic topic) {
    Decoder<PosteriorSnapshot> decoder = settings.decoder(PosteriorSnapshot.class);
    Map<String, PosteriorSnapshot> records = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : BROKER.records(topic.name(settings.prefix()))) {
      records.put(new String(record.key(), UTF_8), decoder.decode(record.value()).record());
    }
    return records;
  }
}
