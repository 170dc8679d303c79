// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.schemas.Topic;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The settings that Sluice relies on, whoever creates its topics. */
public final class TopicSettings {
  /** Bytes of a record of weights: 200,000 numbers as JSON, which is more than brokers take. */
  public static final int MOST_WEIGHTS = 4 << 20;

  /**
   * Bytes of a record of a federation: the belief of 200 variables as JSON, or the {@link
   * #MOST_NUMBERS} of a site.
   */
  public static final int MOST_FEDERATION = 4 << 20;

  /**
   * Bytes of the numbers of an update, before they are written: as base64 they take a third more,
   * which leaves 190,000 of {@link #MOST_FEDERATION} for the rest of the record.
   */
  public static final int MOST_NUMBERS = 3_000_000;

  static final String TOMBSTONES = "delete.retention.ms";

  /** A century: the broker adds it to its clock, so that more would overflow. */
  private static final long TOMBSTONE_MILLIS = TimeUnit.DAYS.toMillis(36_500);

  /** Those whose records grow with variables or sites; audits and keys do not. */
  private static final Set<Topic> FEDERATION =
      Set.of(Topic.FED_BELIEF, Topic.FED_UPDATE, Topic.FED_SHARES);

  private TopicSettings() {}

  /** What is to be set of a topic, by the names of Kafka; all else is as the broker has it. */
  public static SortedMap<String, String> of(Topic topic) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("cleanup.policy", topic.compacted() ? "compact" : "delete");
    if (topic.declares()) {
      // An end is known as long as nobody declares anew: who does must know of the life before.
      settings.put(TOMBSTONES, String.valueOf(TOMBSTONE_MILLIS));
    }
    if (topic.kept()) {
      settings.put("retention.ms", "-1");
    }
    if (topic == Topic.DEAD_LETTERS) {
      settings.put("max.message.bytes", String.valueOf(DeadLetterSerializer.MAX_REQUEST_BYTES));
    }
    if (topic == Topic.MESA_WEIGHTS) {
      settings.put("max.message.bytes", String.valueOf(MOST_WEIGHTS));
    }
    if (FEDERATION.contains(topic)) {
      settings.put("max.message.bytes", String.valueOf(MOST_FEDERATION));
    }
    return settings;
  }

  /** What a topic has otherwise than {@link #of} says: by name, its own value. */
  public static SortedMap<String, String> otherwise(Topic topic, Map<String, String> has) {
    SortedMap<String, String> otherwise = new TreeMap<>();
    of(topic)
        .forEach(
            (name, value) -> {
              if (!value.equals(has.get(name))) {
                otherwise.put(name, String.valueOf(has.get(name)));
              }
            });
    return otherwise;
  }
}
