// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds the last records of partitions before given offsets. The offset before an end is often no
 * record: it may be the mark of a transaction, or be aborted or compacted away.
 */
final class LastRecords {
  /** Instead of an offset: there is no record. */
  static final long NONE = -1;

  private static final int TIMEOUT_MILLIS = 8_000;
  private static final Duration POLL = Duration.ofMillis(100);

  /** So much farther back each step looks than the one before. */
  private static final int GROWTH = 16;

  private final KafkaConsumer<byte[], byte[]> consumer;

  LastRecords(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** A consumer of committed transactions, of no group. */
  static KafkaConsumer<byte[], byte[]> consumer(KafkaSettings settings) {
    Map<String, Object> properties = new HashMap<>(settings.properties());
    properties.put("bootstrap.servers", settings.bootstrap());
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("default.api.timeout.ms", TIMEOUT_MILLIS);
    properties.put("request.timeout.ms", TIMEOUT_MILLIS);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Where the partitions of a topic end now, for a reader of committed transactions. */
  static Map<TopicPartition, Long> ends(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topic);
    }
    return consumer.endOffsets(partitions);
  }

  /** Offset of the last record before the end of each partition, or {@link #NONE}. */
  Map<TopicPartition, Long> before(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
    Map<TopicPartition, Long> last = new HashMap<>();
    ends.forEach((partition, end) -> last.put(partition, before(partition, beginnings, end)));
    return last;
  }

  private long before(TopicPartition partition, Map<TopicPartition, Long> beginnings, long end) {
    long beginning = beginnings.get(partition);
    long last = NONE;
    long from = end;
    for (long step = 1; last == NONE && from > beginning; step *= GROWTH) {
      from = Math.max(beginning, end - step);
      last = between(partition, from, end);
    }
    return last;
  }

  private long between(TopicPartition partition, long from, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long last = NONE;
    long position = from;
    long progressAt = System.nanoTime();
    while (position < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        last = record.offset() < end ? record.offset() : last;
      }
      long now = consumer.position(partition);
      if (now > position) {
        position = now;
        progressAt = System.nanoTime();
      } else if (System.nanoTime() - progressAt > TIMEOUT_MILLIS * 1_000_000L) {
        // The broker says nothing of a gap that lasts to the end of the log, only that it is there.
        consumer.endOffsets(List.of(partition));
        return last;
      }
    }
    return last;
  }
}
