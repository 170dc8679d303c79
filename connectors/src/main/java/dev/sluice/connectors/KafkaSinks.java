// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.lease.LeaseTerms;
import dev.sluice.connectors.lease.LeasedSink;
import dev.sluice.connectors.lease.Transactions;
import dev.sluice.connectors.watch.WatchedSink;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
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

  private static final String DEAD_LETTERS = "dead-letters";

  private KafkaSinks() {}

  /**
   * A sink that writes what {@link Encode} has encoded.
   *
   * @param settings how to reach Kafka, and delivery
   * @param topics where the records go
   * @param transactions whose the transactions are
   * @param name of the sink, unique within the job
   */
  public static Sink<Encoded> encoded(
      KafkaSettings settings, List<Topic> topics, Transactions transactions, String name) {
    List<String> names = topics.stream().map(topic -> topic.name(settings.prefix())).toList();
    KafkaSinkBuilder<Encoded> sink = builder(settings, transactions, name);
    return watched(
        sink.setRecordSerializer(new EncodedSerializer(names)).build(),
        settings,
        names,
        transactions,
        name);
  }

  /**
   * A sink that writes dead letters as described at {@link DeadLetters}.
   *
   * @param settings how to reach Kafka, and delivery
   * @param transactions whose the transactions are
   */
  public static Sink<DeadLetter> deadLetters(KafkaSettings settings, Transactions transactions) {
    String topic = Topic.DEAD_LETTERS.name(settings.prefix());
    KafkaSinkBuilder<DeadLetter> sink = builder(settings, transactions, DEAD_LETTERS);
    sink.setProperty("max.request.size", String.valueOf(DeadLetterSerializer.MAX_REQUEST_BYTES))
        .setRecordSerializer(new DeadLetterSerializer(topic));
    return watched(sink.build(), settings, List.of(topic), transactions, DEAD_LETTERS);
  }

  private static <T> KafkaSinkBuilder<T> builder(
      KafkaSettings settings, Transactions transactions, String name) {
    KafkaSinkBuilder<T> sink = KafkaSink.builder();
    sink.setProperty("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
    sink.setProperty("batch.size", BATCH_BYTES);
    settings.properties().forEach(sink::setProperty);
    return sink.setBootstrapServers(settings.bootstrap())
        .setDeliveryGuarantee(guarantee(settings.delivery()))
        .setTransactionalIdPrefix(transactions.prefix() + "-" + name)
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING);
  }

  /**
   * A sink that tells whether its topics are there, and begins only where no other job uses its
   * transactional ids.
   */
  private static <T> Sink<T> watched(
      KafkaSink<T> sink,
      KafkaSettings settings,
      List<String> topics,
      Transactions transactions,
      String name) {
    Map<String, String> properties = new HashMap<>(settings.properties());
    properties.put("bootstrap.servers", settings.bootstrap());
    if (settings.delivery() != Delivery.EXACTLY_ONCE) {
      return new WatchedSink<>(sink, properties, topics);
    }
    LeaseTerms terms =
        new LeaseTerms(
            transactions.prefix(),
            topics.get(0),
            Duration.ofMillis(transactions.patienceMillis()),
            Map.copyOf(properties));
    return new WatchedSink<>(new LeasedSink<>(sink, terms, "-" + name), properties, topics);
  }

  private static DeliveryGuarantee guarantee(Delivery delivery) {
    return switch (delivery) {
      case AT_LEAST_ONCE -> DeliveryGuarantee.AT_LEAST_ONCE;
      case EXACTLY_ONCE -> DeliveryGuarantee.EXACTLY_ONCE;
    };
  }
}
