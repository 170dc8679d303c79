// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The topics of one test, of two partitions each, in a broker that others use too; for a field with
 * {@code @RegisterExtension} that is not static.
 */
public final class TestTopics implements BeforeEachCallback {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestBroker broker;
  private final String prefix = "test" + TESTS.getAndIncrement() + ".";

  private final List<Topic> created;

  /**
   * Topics that are created before each test.
   *
   * @param broker in which
   * @param created those of the job
   */
  public TestTopics(TestBroker broker, List<Topic> created) {
    this.broker = broker;
    this.created = created;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Topics.create(settings(Delivery.AT_LEAST_ONCE), created, 2);
  }

  /** Settings of a job between these topics. */
  public KafkaSettings settings(Delivery delivery) {
    return new KafkaSettings(
        broker.bootstrap(), prefix, delivery, WireFormat.JSON, null, 262_144, Map.of());
  }

  /** Sends a record; both key and value may be null. */
  public void send(Topic topic, String key, String value) {
    sendAll(topic, key, Collections.singletonList(value));
  }

  /** Sends records of one key in this order; key and values may be null. */
  public void sendAll(Topic topic, String key, List<String> values) {
    broker.send(
        values.stream()
            .map(value -> new ProducerRecord<>(topic.name(prefix), bytes(key), bytes(value)))
            .toList());
  }

  /** All records of a topic. */
  public List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    return broker.records(topic.name(prefix));
  }

  /** The last record of each key; null where that is a tombstone. */
  public Map<String, JsonNode> latest(Topic topic) throws Exception {
    Map<String, JsonNode> latest = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      latest.put(text(record.key()), record.value() == null ? null : JSON.readTree(record.value()));
    }
    return latest;
  }

  /** By the text of each dead letter, why it is one. */
  public Map<String, String> deadLetters() {
    Map<String, String> reasons = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> letter : records(Topic.DEAD_LETTERS)) {
      reasons.put(text(letter.value()), text(letter.headers().lastHeader("sluice.reason").value()));
    }
    return reasons;
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
