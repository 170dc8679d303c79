// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.schemas.Topic;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/** Sinks into topics. */
public final class KafkaSinks {
  /** The connector's default of an hour is more than a broker grants (15 minutes). */
  private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

  /** The client's default of 16 KiB holds no more than a handful of metrics. */
  private static final String BATCH_BYTES = "131072";

  private KafkaSinks() {}

  /**
   * A sink that writes what {@link Encode} has encoded.
   *
   * @param settings how to reach Kafka, and delivery
   * @param topics where the records go
   * @param transactionalIdPrefix begins the ids of this sink's transactions; unique among all sinks
   *     of the Kafka cluster
   */
  public static KafkaSink<Encoded> encoded(
      KafkaSettings settings, List<Topic> topics, String transactionalIdPrefix) {
    KafkaSinkBuilder<Encoded> sink = builder(settings, transactionalIdPrefix);
    return sink.setRecordSerializer(
            new EncodedSerializer(
                topics.stream().map(topic -> topic.name(settings.prefix())).toList()))
        .build();
  }

  /**
   * A sink that writes dead letters as described at {@link DeadLetters}.
   *
   * @param settings how to reach Kafka, and delivery
   * @param transactionalIdPrefix begins the ids of this sink's transactions; unique among all sinks
   *     of the Kafka cluster
   */
  public static KafkaSink<DeadLetter> deadLetters(
      KafkaSettings settings, String transactionalIdPrefix) {
    KafkaSinkBuilder<DeadLetter> sink = builder(settings, transactionalIdPrefix);
    return sink.setProperty(
            "max.request.size", String.valueOf(DeadLetterSerializer.MAX_REQUEST_BYTES))
        .setRecordSerializer(new DeadLetterSerializer(Topic.DEAD_LETTERS.name(settings.prefix())))
        .build();
  }

  private static <T> KafkaSinkBuilder<T> builder(
      KafkaSettings settings, String transactionalIdPrefix) {
    KafkaSinkBuilder<T> sink = KafkaSink.builder();
    sink.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    sink.setProperty("batch.size", BATCH_BYTES);
    settings.properties().forEach(sink::setProperty);
    return sink.setBootstrapServers(settings.bootstrap())
        .setDeliveryGuarantee(guarantee(settings.delivery()))
        .setTransactionalIdPrefix(transactionalIdPrefix)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING);
  }

  private static DeliveryGuarantee guarantee(Delivery delivery) {
    return switch (delivery) {
      case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
      case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
    };
  }
}
