// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.schemas.Topic;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Sources of raw records. */
public final class KafkaSources {
  /** A partition that is added to a topic is found within this time. */
  private static final String PARTITION_DISCOVERY_MILLIS = "60000";

  private KafkaSources() {}

  /**
   * A source that reads a topic, committed transactions only.
   *
   * <p>A job that is restored from a checkpoint continues where the checkpoint was taken. Otherwise
   * an unbounded source begins at the group's committed offsets, or at the earliest record if there
   * are none; a bounded source always begins at the earliest record, so that a repeated run gives
   * the same result, and ends where the topic ended when the job started.
   *
   * @param settings how to reach Kafka
   * @param topic what to read
   * @param groupId consumer group that shows the source's progress to Kafka's tools
   * @param bounded whether to stop at the present end
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
        .setDeserializer(new RawRecordDeserializer());
    if (bounded) {
      return source
          .setStartingOffsets(OffsetsInitializer.earliest())
          .setBounded(OffsetsInitializer.latest())
          .build();
    }
    return source
        .setStartingOffsets(committedElseEarliest())
        .setProperty("partition.discovery.interval.ms", PARTITION_DISCOVERY_MILLIS)
        .build();
  }

  @SuppressWarnings("deprecation") // the connector knows no other way to say earliest
  private static OffsetsInitializer committedElseEarliest() {
    return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
  }
}
