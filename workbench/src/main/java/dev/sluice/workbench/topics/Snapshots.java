// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The snapshots in one topic, in whatever format they were written. Not thread-safe.
 *
 * @param <T> type of the snapshots
 */
public final class Snapshots<T extends SpecificRecordBase> implements AutoCloseable {
  private final TopicReader topic;
  private final Decoder<T> decoder;
  private final Predicate<String> wanted;
  private final Unread unread = new Unread();

  private Snapshots(TopicReader topic, Decoder<T> decoder, Predicate<String> wanted) {
    this.topic = topic;
    this.decoder = decoder;
    this.wanted = wanted;
  }

  /**
   * Opens a topic at its beginning.
   *
   * @param type class of the snapshots
   * @param wanted which keys; the snapshots of others are not decoded
   * @throws Failure if the topic is not there or cannot be read
   */
  public static <T extends SpecificRecordBase> Snapshots<T> of(
      KafkaSettings settings, Topic topic, Class<T> type, Predicate<String> wanted) {
    return new Snapshots<>(TopicReader.of(settings, topic), settings.decoder(type), wanted);
  }

  /**
   * Gives all snapshots up to the present end to a handler.
   *
   * @param handler takes the key and its snapshot, null if what it speaks of has ended
   */
  public void readToEnd(BiConsumer<String, T> handler) {
    topic.readToEnd(record -> handle(record, handler));
  }

  /** Gives the snapshots that follow to a handler; waits for the first record. */
  public void poll(Duration patience, BiConsumer<String, T> handler) {
    topic.poll(patience, record -> handle(record, handler));
  }

  /** Those of the wanted keys that could not be read; newer ones than were may be among them. */
  public Unread unread() {
    return unread;
  }

  private void handle(ConsumerRecord<String, byte[]> record, BiConsumer<String, T> handler) {
    if (record.key() == null || !wanted.test(record.key())) {
      return;
    }
    if (record.value() == null) {
      handler.accept(record.key(), null);
      return;
    }
    T snapshot = unread.read(decoder, record);
    if (snapshot != null) {
      handler.accept(record.key(), snapshot);
    }
  }

  @Override
  public void close() {
    topic.close();
  }
}
