// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cluster.workload.Numbered;
import dev.sluice.cluster.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What readers of committed records see of a job.
 *
 * @param workload whose it is
 * @param kafka where its topics are
 */
record Outcome(Workload workload, KafkaSettings kafka) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The latest result of each key, by topic. */
  Map<Topic, Map<String, JsonNode>> latest() {
    Map<Topic, Map<String, JsonNode>> latest = new TreeMap<>();
    for (Topic topic : workload.latest()) {
      Map<String, JsonNode> byKey = new TreeMap<>();
      records(topic)
          .forEach(
              record -> {
                if (record.value() == null) {
                  byKey.remove(record.key());
                } else {
                  byKey.put(record.key(), json(record));
                }
              });
      latest.put(topic, byKey);
    }
    return latest;
  }

  /** Results and dead letters that come twice, or behind later ones. */
  List<String> repeated() {
    List<String> faults = new ArrayList<>();
    deadLetters()
        .forEach(
            (letter, times) -> {
              if (times > 1) {
                faults.add("dead letter %s is there %d times".formatted(letter, times));
              }
            });
    workload
        .growing()
        .forEach(
            (topic, field) -> {
              Map<String, Long> last = new HashMap<>();
              for (ConsumerRecord<String, byte[]> record : records(topic)) {
                long grown = sum(json(record), field);
                Long before = last.put(record.key(), grown);
                if (before != null && grown <= before) {
                  faults.add(
                      "%s of %s: %s is %d after %d"
                          .formatted(topic.suffix(), record.key(), field, grown, before));
                }
              }
            });
    return faults;
  }

  private static long sum(JsonNode result, String fields) {
    return Arrays.stream(fields.split("\\+", -1))
        .mapToLong(field -> result.get(field).asLong())
        .sum();
  }

  /** How often each dead letter is there, by the coordinates of the record that was refused. */
  private Map<String, Integer> deadLetters() {
    Map<String, Integer> letters = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> letter : records(Topic.DEAD_LETTERS)) {
      letters.merge(letter.key() + " " + text(letter), 1, Integer::sum);
    }
    return letters;
  }

  /** Dead letters that should be there, or should not. */
  List<String> missing() {
    Set<String> letters = deadLetters().keySet();
    Set<String> poison = poison();
    List<String> faults = new ArrayList<>();
    poison.stream()
        .filter(record -> !letters.contains(record))
        .forEach(record -> faults.add("no dead letter of " + record));
    letters.stream()
        .filter(letter -> !poison.contains(letter))
        .forEach(letter -> faults.add("no poison: " + letter));
    return faults;
  }

  /** What has to become a dead letter. */
  private Set<String> poison() {
    Set<String> poison = new TreeSet<>();
    for (Topic topic : workload.inputs()) {
      for (ConsumerRecord<String, byte[]> record : records(topic)) {
        String text = text(record);
        if (text.startsWith(Numbered.POISON_TEXT)) {
          poison.add(
              "%s/%d/%d %s".formatted(record.topic(), record.partition(), record.offset(), text));
        }
      }
    }
    return poison;
  }

  /** All records of a topic, partition after partition. */
  List<ConsumerRecord<String, byte[]>> records(Topic topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(kafka, topic)) {
      reader.readToEnd(records::add);
    }
    return records;
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(ConsumerRecord<String, byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(record.topic() + ": " + record.key() + " is no JSON", e);
    }
  }
}
