// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads one topic from its beginning, committed records only, outside of any consumer group. Not
 * thread-safe.
 */
public final class TopicReader implements AutoCloseable {
  private static final int REQUEST_MILLIS = 8_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /** A broker that gives no record for so long, though there are some, is taken for dead. */
  private static final Duration STALL = Duration.ofSeconds(10);

  private final String topic;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(
      String topic, KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    this.topic = topic;
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /**
   * Opens a topic.
   *
   * @throws Failure if the topic is not there or cannot be read
   */
  public static TopicReader of(KafkaSettings settings, Topic topic) {
    String name = topic.name(settings.prefix());
    Map<String, Object> properties = new HashMap<>(settings.properties());
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    KafkaConsumer<String, byte[]> consumer = null;
    try {
      consumer =
          new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(info -> new TopicPartition(name, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return new TopicReader(name, consumer, partitions);
    } catch (KafkaException e) {
      Utils.closeQuietly(consumer, "consumer of " + name);
      throw failure("Kafka at " + settings.bootstrap() + " cannot be used: topic " + name, e);
    }
  }

  /**
   * Gives all records up to the present end to a handler; those of one key in their order.
   *
   * @throws Failure if the broker refuses or no longer answers
   */
  public void readToEnd(Consumer<ConsumerRecord<String, byte[]>> handler) {
    readToEnd(handler, STALL);
  }

  /** Like {@link #readToEnd(Consumer)}, with the longest time without progress. */
  public void readToEnd(Consumer<ConsumerRecord<String, byte[]>> handler, Duration stall) {
    try {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long missing = missing(ends);
      long progress = System.nanoTime();
      while (missing > 0) {
        consumer.poll(POLL).forEach(handler);
        long before = missing;
        missing = missing(ends);
        if (missing < before) {
          progress = System.nanoTime();
        } else if (System.nanoTime() - progress > stall.toNanos()) {
          throw new Failure(
              "topic %s: the broker gave no record within %d s; %d are missing"
                  .formatted(topic, stall.toSeconds(), missing));
        }
      }
    } catch (KafkaException e) {
      throw failure("topic " + topic, e);
    }
  }

  /** Offsets up to the ends that are not read yet. */
  private long missing(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
        .sum();
  }

  /**
   * Gives the records that follow to a handler; waits for the first of them.
   *
   * @return whether there was one
   */
  boolean poll(Duration patience, Consumer<ConsumerRecord<String, byte[]>> handler) {
    try {
      ConsumerRecords<String, byte[]> records = consumer.poll(patience);
      records.forEach(handler);
      return !records.isEmpty();
    } catch (KafkaException e) {
      throw failure("topic " + topic, e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }

  private static Failure failure(String where, KafkaException e) {
    return new Failure(where + ": " + Failure.rootCause(e), e);
  }
}
