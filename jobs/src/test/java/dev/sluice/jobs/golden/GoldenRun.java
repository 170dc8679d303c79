// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.golden.GoldenJob.Message;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A job between topics of its own, new and of two partitions each. */
final class GoldenRun {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTITIONS = 2;

  /** Timestamp of all records: latest records say when a declaration was made. */
  private static final long SENT_AT = 1_700_000_000_000L;

  private final TestBroker broker;
  private final GoldenJob job;
  private final String prefix;

  /** The topics that the job reads. */
  private final Set<Topic> inputs = EnumSet.noneOf(Topic.class);

  private GoldenRun(TestBroker broker, GoldenJob job, String prefix) {
    this.broker = broker;
    this.job = job;
    this.prefix = prefix;
  }

  /**
   * Creates the topics, in the place of those of an earlier run.
   *
   * @param name of the run; golden savepoints know it
   */
  static GoldenRun create(TestBroker broker, GoldenJob job, String name) throws Exception {
    GoldenRun run = new GoldenRun(broker, job, name + "." + job.name() + ".");
    List<String> all = Arrays.stream(Topic.values()).map(topic -> topic.name(run.prefix)).toList();
    try (Admin admin = run.admin()) {
      Set<String> existing = admin.listTopics().names().get();
      existing.retainAll(all);
      admin.deleteTopics(existing).all().get();
      await()
          .atMost(PATIENCE)
          .until(() -> admin.listTopics().names().get().stream().noneMatch(all::contains));
    }
    KafkaSettings settings =
        new KafkaSettings(
            broker.bootstrap(),
            run.prefix,
            Delivery.AT_LEAST_ONCE,
            WireFormat.JSON,
            null,
            KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
            Map.of());
    Topics.create(settings, Arrays.asList(Topic.values()), PARTITIONS);
    try (Admin admin = run.admin()) {
      GoldenJob.keepAll(admin, all);
    }
    return run;
  }

  /** Adds the job to an environment; exactly once, because then sinks have state. */
  void build(StreamExecutionEnvironment env, boolean slow) {
    List<String> options = new ArrayList<>(job.options(slow));
    options.addAll(job.address(broker.bootstrap(), prefix));
    options.addAll(List.of("--group", prefix + "group", "--delivery", "exactly-once"));
    options.addAll(List.of("--kafka-properties", quick().toString()));
    if (slow) {
      job.slowDown(env);
    }
    job.build(env, options);
  }

  /** Properties with which nobody waits long for the job before to be gone. */
  private static Path quick() {
    try {
      Path file = Files.createTempFile("golden", ".properties");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "session.timeout.ms=1000\nheartbeat.interval.ms=300\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What transactional ids begin with. */
  String transactions() {
    return prefix;
  }

  /** Sends records in this order. */
  void send(List<Message> messages) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Message message : messages) {
      inputs.add(message.topic());
      records.add(
          new ProducerRecord<>(
              message.topic().name(prefix),
              null,
              SENT_AT,
              bytes(message.key()),
              bytes(message.value())));
    }
    broker.send(records);
  }

  /**
   * Sends stage after stage and waits until the job has read each, and answered it.
   *
   * @param savepoint takes a savepoint: what lies before its offsets has had its effect on state
   */
  void sendAndAwait(List<List<Message>> stages, Callable<Savepoint> savepoint) throws Exception {
    for (List<Message> stage : stages) {
      send(stage);
      Map<TopicPartition, Long> ends = ends();
      await()
          .atMost(PATIENCE)
          // No savepoint can be taken while tasks still start.
          .ignoreException(ExecutionException.class)
          .until(
              () -> {
                Savepoint taken = savepoint.call();
                return ends.entrySet().stream()
                    .allMatch(
                        end ->
                            taken.hasRead(
                                end.getKey().topic(), end.getKey().partition(), end.getValue()));
              });
      await().atMost(PATIENCE).until(() -> job.answered(stage, latest()));
    }
  }

  /** Where the partitions that have been sent to end. */
  private Map<TopicPartition, Long> ends() throws Exception {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (Topic topic : inputs) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        asked.put(new TopicPartition(topic.name(prefix), partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    try (Admin admin = admin()) {
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
    }
    ends.values().removeIf(end -> end == 0);
    return ends;
  }

  /** The last record of each key of each topic that the job writes, but for tombstones. */
  Map<Topic, Map<String, JsonNode>> latest() {
    Map<Topic, Map<String, JsonNode>> latest = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      // Sites read what other sites say beside them.
      if (GoldenJob.tells(topic) && (!inputs.contains(topic) || topic == Topic.FED_SHARES)) {
        Map<String, JsonNode> records = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : broker.records(topic.name(prefix))) {
          put(record, records);
        }
        // What has ended is told once, perhaps before the savepoint.
        records.values().removeIf(record -> "STOPPED".equals(record.path("status").asText()));
        latest.put(topic, records);
      }
    }
    return latest;
  }

  private static void put(ConsumerRecord<byte[], byte[]> record, Map<String, JsonNode> latest) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      latest.remove(key);
      return;
    }
    try {
      latest.put(key, JSON.readTree(record.value()));
    } catch (IOException e) {
      throw new AssertionError(record.topic() + ": " + key + " is no JSON", e);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
