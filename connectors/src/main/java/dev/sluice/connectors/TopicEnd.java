// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.schemas.Topic;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end that a topic had at a moment, asked for on a thread of its own: for each partition the
 * last record before it that a reader of committed transactions can see. Until the broker has
 * answered, and is asked again and again if it does not, nobody has reached the end.
 *
 * <p>Where that record is compacted away before the reader comes to it, it will never be seen; so
 * as long as the end has not been reached, it is looked up anew which record is the last one before
 * it.
 */
final class TopicEnd implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicEnd.class);

  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 30_000;

  private final KafkaSettings settings;
  private final String topic;
  private final Thread thread;
  private volatile Map<Integer, Long> last;
  private Map<TopicPartition, Long> ends;

  private TopicEnd(KafkaSettings settings, Topic topic) {
    this.settings = settings;
    this.topic = topic.name(settings.prefix());
    thread = new Thread(this::run, "end of " + this.topic);
    thread.setDaemon(true);
  }

  /** Begins to ask for the present end of a topic. */
  static TopicEnd ask(KafkaSettings settings, Topic topic) {
    TopicEnd end = new TopicEnd(settings, topic);
    end.thread.start();
    return end;
  }

  /**
   * Whether a reader has come to the end.
   *
   * @param passed offset of the last record it has read, by partition
   */
  boolean reached(Map<Integer, Long> passed) {
    Map<Integer, Long> known = last;
    return known != null
        && known.entrySet().stream()
            .allMatch(end -> passed.getOrDefault(end.getKey(), LastRecords.NONE) >= end.getValue());
  }

  /** Ceases to ask. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    boolean logged = false;
    long pause = FIRST_PAUSE_MILLIS;
    try {
      while (true) {
        try {
          look();
        } catch (InterruptException e) {
          return;
        } catch (RuntimeException e) { // of Kafka, or of settings that its clients refuse
          if (!logged) {
            LOG.warn(
                "Cannot ask Kafka at {} for the end of {}: {}. Until it answers, any number of"
                    + " records may wait for what that topic says.",
                settings.bootstrap(),
                topic,
                e.getMessage());
            logged = true;
          }
        }
        TimeUnit.MILLISECONDS.sleep(pause);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try (KafkaConsumer<byte[], byte[]> consumer = LastRecords.consumer(settings)) {
      if (ends == null) {
        ends = LastRecords.ends(consumer, topic);
      }
      last =
          new LastRecords(consumer)
              .before(ends).entrySet().stream()
                  .collect(Collectors.toMap(e -> e.getKey().partition(), Map.Entry::getValue));
    }
  }
}
