// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A thread that reads committed snapshots and dead letters as they come. */
final class CommittedReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  private final Workload workload;
  private final KafkaSettings kafka;
  private final Outstanding outstanding;
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicLong snapshots = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();
  private final OwnThread thread;
  private volatile boolean closed;

  CommittedReader(Workload workload, KafkaSettings kafka, Outstanding outstanding) {
    this.workload = workload;
    this.kafka = kafka;
    this.outstanding = outstanding;
    thread = new OwnThread("reader", this::work);
  }

  /** Snapshots read. */
  long snapshots() {
    return snapshots.get();
  }

  /** Dead letters read. */
  long deadLetters() {
    thread.requireHealthy();
    return deadLetters.get();
  }

  private void work() {
    TopicPartition results = new TopicPartition(workload.results().name(kafka.prefix()), 0);
    TopicPartition refused = new TopicPartition(Topic.DEAD_LETTERS.name(kafka.prefix()), 0);
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", kafka.bootstrap(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(results, refused));
      while (!closed) {
        var records = consumer.poll(POLL);
        long now = System.currentTimeMillis();
        deadLetters.addAndGet(records.records(refused).size());
        for (ConsumerRecord<byte[], byte[]> record : records.records(results)) {
          show(json.readTree(record.value()), now);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a snapshot is no JSON", e);
    }
  }

  private void show(JsonNode snapshot, long now) {
    snapshots.incrementAndGet();
    outstanding.shown(workload.keyOf(snapshot), workload.markOf(snapshot), now);
  }

  @Override
  public void close() {
    closed = true;
    thread.close();
  }
}
