// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records of one type to one topic. What {@link #close} has returned for is stored by the
 * broker. Not thread-safe.
 *
 * @param <T> type of the records
 */
public final class Publisher<T extends SpecificRecordBase> implements AutoCloseable {
  private static final int LINGER_MILLIS = 10;

  /** So soon is it clear that no broker answers, or that there is no such topic. */
  private static final int BLOCK_MILLIS = 8_000;

  /**
   * A broker that has answered may be slow for longer than that: brokers on busy machines were seen
   * to stall for more than 12 s, right after a topic was made.
   */
  private static final int REQUEST_MILLIS = 30_000;

  private static final int DELIVERY_MILLIS = 60_000;

  private final String topic;
  private final Encoder<T> encoder;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile Exception refusal;

  private Publisher(String topic, Encoder<T> encoder, KafkaProducer<byte[], byte[]> producer) {
    this.topic = topic;
    this.encoder = encoder;
    this.producer = producer;
  }

  /** A publisher in the settings' format. */
  public static <T extends SpecificRecordBase> Publisher<T> of(
      KafkaSettings settings, Topic topic, Class<T> type) {
    String name = topic.name(settings.prefix());
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
    properties.putAll(settings.properties());
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    ByteArraySerializer bytes = new ByteArraySerializer();
    return new Publisher<>(
        name, settings.encoder(type, name), new KafkaProducer<>(properties, bytes, bytes));
  }

  /**
   * Sends a record; it may still be on its way when this returns.
   *
   * @param record null for a tombstone
   * @throws Failure if the broker refused this record or an earlier one
   */
  public void send(String key, T record) {
    sendBytes(key, record == null ? null : encoder.encode(record));
  }

  /**
   * Sends bytes as they are, whether they are a record or not.
   *
   * @param value null for a tombstone
   * @throws Failure if the broker refused this record or an earlier one
   */
  public void sendBytes(String key, byte[] value) {
    try {
      Future<RecordMetadata> unused = // the callback sees what becomes of it
          producer.send(
              new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
              (metadata, exception) -> refusal = refusal == null ? exception : refusal);
    } catch (KafkaException e) {
      refusal = e;
    }
    check();
  }

  /**
   * Waits until everything sent is stored.
   *
   * @throws Failure if the broker refused a record
   */
  @Override
  public void close() {
    producer.flush();
    producer.close();
    check();
  }

  private void check() {
    if (refusal != null) {
      throw new Failure("topic " + topic + ": " + Failure.rootCause(refusal), refusal);
    }
  }
}
