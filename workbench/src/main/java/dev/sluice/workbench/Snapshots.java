// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.Decoder;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The snapshots in one topic, in whatever format they were written. Not thread-safe. */
final class Snapshots implements AutoCloseable {
  private final TopicReader topic;
  private final Decoder<PosteriorSnapshot> decoder;
  private final Predicate<String> wanted;

  private Snapshots(
      TopicReader topic, Decoder<PosteriorSnapshot> decoder, Predicate<String> wanted) {
    this.topic = topic;
    this.decoder = decoder;
    this.wanted = wanted;
  }

  /**
   * Opens a topic at its beginning.
   *
   * @param wanted which experiments; the snapshots of others are not decoded
   * @throws Failure if the topic is not there or cannot be read
   */
  static Snapshots of(KafkaSettings settings, Topic topic, Predicate<String> wanted) {
    return new Snapshots(
        TopicReader.of(settings, topic), Decoder.of(PosteriorSnapshot.class, settings), wanted);
  }

  /**
   * Gives all snapshots up to the present end to a handler.
   *
   * @param handler takes the experiment's id and its snapshot, null if the experiment has ended
   */
  void readToEnd(BiConsumer<String, PosteriorSnapshot> handler) {
    topic.readToEnd(record -> handle(record, handler));
  }

  /** Gives the snapshots that follow to a handler; waits for the first record. */
  void poll(Duration patience, BiConsumer<String, PosteriorSnapshot> handler) {
    topic.poll(patience, record -> handle(record, handler));
  }

  private void handle(
      ConsumerRecord<String, byte[]> record, BiConsumer<String, PosteriorSnapshot> handler) {
    if (record.key() == null || !wanted.test(record.key())) {
      return;
    }
    if (record.value() == null) {
      handler.accept(record.key(), null);
      return;
    }
    PosteriorSnapshot snapshot = decoder.decode(record.value()).record();
    if (snapshot != null) {
      handler.accept(record.key(), snapshot);
    }
  }

  @Override
  public void close() {
    topic.close();
  }
}
