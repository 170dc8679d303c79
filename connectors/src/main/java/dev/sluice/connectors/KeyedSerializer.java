// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes keyed records; a missing record becomes a tombstone. */
final class KeyedSerializer<T extends SpecificRecordBase>
    implements KafkaRecordSerializationSchema<Keyed<T>>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Encoder<T> encoder;

  KeyedSerializer(String topic, Encoder<T> encoder) {
    this.topic = topic;
    this.encoder = encoder;
  }

  /**
   * The record gets the time of writing as its timestamp, not the event time: after a replay of old
   * samples, retention by age would delete it at once.
   */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Keyed<T> keyed, KafkaSinkContext context, Long timestamp) {
    byte[] value = keyed.record() == null ? null : encoder.encode(keyed.record());
    return new ProducerRecord<>(topic, keyed.key().getBytes(StandardCharsets.UTF_8), value);
  }

  /** Tells the sink its topic, so that it can find transactions which a failure left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return EncodedSerializer.facet(List.of(topic));
  }
}
