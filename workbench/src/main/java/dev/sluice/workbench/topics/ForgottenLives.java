// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.util.TimeUtils;

/**
 * What seems to be declared for the first time, though records of it are there already. They may
 * have come early, or be of a life whose end a topic that others have made no longer holds. Where
 * topics keep ends as long as Sluice's own do, they have come early.
 *
 * @param declarations the topic of declarations
 * @param records the topic of what belongs to them
 * @param type class of these
 * @param id tells what a record belongs to
 */
public record ForgottenLives<T extends SpecificRecordBase>(
    Topic declarations, Topic records, Class<T> type, Function<T, String> id) {
  /** Whoever forgets ends later than this has been told to keep them. */
  private static final long LONG_MILLIS = TimeUnit.DAYS.toMillis(3_650);

  /**
   * Demands that nothing is open.
   *
   * @param firsts what is declared for the first time, as far as the topic tells
   * @param remedy what to do, given the time from which records count if those there do not
   * @throws Failure if the topic forgets ends, and there are records of one of them
   */
  public void requireNone(
      KafkaSettings settings, Set<String> firsts, Function<Long, String> remedy) {
    long kept = firsts.isEmpty() ? LONG_MILLIS : Topics.tombstoneMillis(settings, declarations);
    if (kept >= LONG_MILLIS) {
      return;
    }
    Map<String, Long> latest = new TreeMap<>();
    Decoder<T> decoder = settings.decoder(type);
    Unread unread = new Unread();
    try (TopicReader topic = TopicReader.of(settings, records)) {
      topic.readToEnd(
          record -> {
            T read = unread.read(decoder, record);
            if (read != null && firsts.contains(id.apply(read))) {
              latest.merge(id.apply(read), record.timestamp(), Math::max);
            }
          });
    }
    if (!latest.isEmpty()) {
      String first = latest.keySet().iterator().next();
      throw new Failure(
          "%s: %s holds records of it, and %s forgets ends after %s (delete.retention.ms), so that nobody knows whether they are of a life that has ended; %s"
              .formatted(
                  first,
                  records.name(settings.prefix()),
                  declarations.name(settings.prefix()),
                  TimeUtils.formatWithHighestUnit(Duration.ofMillis(kept)),
                  remedy.apply(latest.get(first) + 1)));
    }
  }
}
