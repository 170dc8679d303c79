// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Writes dead letters as described at {@link DeadLetters}. */
final class DeadLetterSerializer
    implements KafkaRecordSerializationSchema<DeadLetter>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  /**
   * Largest original value that is kept whole. Brokers accept 1 MiB by default, and only a
   * compressed batch can smuggle in more; to fail on it would be to read it again for ever.
   */
  static final int MAX_VALUE_BYTES = 16 << 20;

  /** Room for the largest value with key, headers and framing. */
  static final int MAX_REQUEST_BYTES = MAX_VALUE_BYTES + (1 << 20);

  private final String topic;

  DeadLetterSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      DeadLetter letter, KafkaSinkContext context, Long timestamp) {
    RawRecord source = letter.source();
    byte[] value = source.value();
    boolean cut = value != null && value.length > MAX_VALUE_BYTES;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            bytes(source.coordinates()),
            cut ? Arrays.copyOf(value, MAX_VALUE_BYTES) : value);
    Headers headers = record.headers();
    headers.add("sluice.source.topic", bytes(source.topic()));
    headers.add("sluice.source.partition", bytes(String.valueOf(source.partition())));
    headers.add("sluice.source.offset", bytes(String.valueOf(source.offset())));
    headers.add("sluice.source.timestamp", bytes(String.valueOf(source.timestamp())));
    if (source.key() != null) {
      headers.add("sluice.source.key", source.key());
    }
    if (source.schemaId() != null) {
      headers.add(Decoder.SCHEMA_ID_HEADER, source.schemaId());
    }
    headers.add("sluice.reason", bytes(letter.reason().code()));
    headers.add("sluice.message", bytes(letter.message()));
    headers.add("sluice.at", bytes(String.valueOf(letter.at())));
    if (cut) {
      headers.add("sluice.truncated", bytes(String.valueOf(value.length)));
    }
    return record;
  }

  /** Tells the sink its topic, so that it can find transactions which a failure left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
