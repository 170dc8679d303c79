// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes encoded records, each into its topic. They get the time of writing as their timestamp, not
 * the event time: after a replay of old samples, retention by age would delete them at once.
 */
final class EncodedSerializer
    implements KafkaRecordSerializationSchema<Encoded>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final String[] topics;

  EncodedSerializer(List<String> topics) {
    this.topics = topics.toArray(new String[0]);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Encoded record, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(record.topic(), record.key(), record.value());
  }

  /** Tells the sink its topics, so that it can find transactions which a failure left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topics))));
  }
}
