// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.schemas.Topic;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** Sources of raw records. */
public final class KafkaSources {
  /** A partition that is added to a topic is found within this time. */
  private static final String PARTITION_DISCOVERY_MILLIS = "60000";

  private KafkaSources() {}

  /**
   * A source that reads a topic, committed transactions only.
   *
   * <p>A job that is restored from a checkpoint continues where the checkpoint was taken; any other
   * begins at the earliest record, because statistics without the records that they were made of
   * would be wrong. Offsets committed for the group only show progress to Kafka's tools.
   *
   * @param settings how to reach Kafka
   * @param topic what to read
   * @param groupId consumer group that shows the source's progress to Kafka's tools
   * @param bounded whether to stop where the topic ends when the job starts
   */
  public static KafkaSource<RawRecord> of(
      KafkaSettings settings, Topic topic, String groupId, boolean bounded) {
    KafkaSourceBuilder<RawRecord> source = KafkaSource.builder();
    settings.properties().forEach(source::setProperty);
    source
        .setBootstrapServers(settings.bootstrap())
        .setTopics(topic.name(settings.prefix()))
        .setGroupId(groupId)
        .setClientIdPrefix(groupId + "-" + topic.suffix())
        .setProperty("isolation.level", "read_committed")
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new RawRecordDeserializer());
    return bounded
        ? source.setBounded(OffsetsInitializer.latest()).build()
        : source.setProperty("partition.discovery.interval.ms", PARTITION_DISCOVERY_MILLIS).build();
  }
}
