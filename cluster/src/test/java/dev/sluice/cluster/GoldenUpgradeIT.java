// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cluster.FlinkCommand.Submission;
import dev.sluice.cluster.workload.JobSettings;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.golden.GoldenFile;
import dev.sluice.jobs.golden.GoldenJob;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Today's jobs jar goes on from the oldest golden savepoint of each job on separate processes. */
@Tag("slow")
class GoldenUpgradeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path OLDEST = Path.of("..", "jobs/src/test/resources/golden-state");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long SENT_AT = 1_700_000_000_000L;
  private static final int PARALLELISM = 2;
  private static final int PARTITIONS = 2;

  @Test
  void everyJobGoesOnFromItsOldestSavepoint() throws Exception {
    List<GoldenJob> golden = GoldenFile.JOBS;
    Cluster.Size size = new Cluster.Size(2, golden.size(), PATIENCE);
    try (Cluster cluster = Cluster.start(Installation.here(), Path.of("target", "golden"), size)) {
      Map<GoldenJob, ClusterJob> jobs = new LinkedHashMap<>();
      for (GoldenJob job : golden) {
        create(cluster, job);
        send(cluster, job, job.before().stream().flatMap(List::stream).toList());
        // At once, because what waits for a declaration does so for seconds after the restart.
        send(cluster, job, job.after().get(0));
        jobs.put(job, submission(cluster, job));
      }
      cluster.flink().runAll(List.copyOf(jobs.values()));
      jobs.values().forEach(ClusterJob::awaitRunning);
      for (GoldenJob job : golden) {
        awaitRead(cluster, job);
        for (List<GoldenJob.Message> stage : job.after().subList(1, job.after().size())) {
          send(cluster, job, stage);
          awaitRead(cluster, job);
        }
      }
      for (GoldenJob job : golden) {
        awaitResults(cluster, job);
        // Flink tells the folder only.
        assertThat(cluster.rest().restoredFrom(jobs.get(job).id()))
            .isEqualTo(oldest(job).getParent());
      }
    }
  }

  private static void create(Cluster cluster, GoldenJob job) throws Exception {
    Topics.create(kafka(cluster, job), Arrays.asList(Topic.values()), PARTITIONS);
    try (Admin admin = Topics.admin(kafka(cluster, job))) {
      GoldenJob.keepAll(
          admin, Arrays.stream(Topic.values()).map(topic -> topic.name(prefix(job))).toList());
    }
  }

  private static void awaitResults(Cluster cluster, GoldenJob job) {
    AssertionError[] last = new AssertionError[1];
    cluster
        .patience()
        .await(
            job.name() + " to come to its results",
            () -> {
              try {
                job.check(latest(cluster, job));
                return true;
              } catch (AssertionError e) {
                last[0] = e;
                return false;
              }
            },
            () -> String.valueOf(last[0]));
  }

  private static ClusterJob submission(Cluster cluster, GoldenJob job) {
    List<String> options = new ArrayList<>(job.options(false));
    options.addAll(job.address(cluster.broker().bootstrap(), prefix(job)));
    options.add("--group=" + group(job));
    options.add("--delivery=exactly-once");
    ClusterJob submitted =
        new ClusterJob(
            cluster,
            new Submission(Installation.here().jobsJar(), job.main(), options, PARALLELISM));
    submitted.takeSavepoint(oldest(job).toUri().toString());
    return submitted;
  }

  private static Path oldest(GoldenJob job) {
    return OLDEST.resolve(job.name() + ".v1.savepoint").toAbsolutePath().normalize();
  }

  /**
   * Waits for a checkpoint that holds everything sent: offsets are committed when one is complete.
   * What was read before is no account to go by, since the oldest savepoints kept none.
   */
  private static void awaitRead(Cluster cluster, GoldenJob job) {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.broker().bootstrap()))) {
      cluster
          .patience()
          .await(
              job.name() + " to read what was sent",
              () -> {
                Map<TopicPartition, OffsetAndMetadata> read = read(admin, job);
                return ends(admin, job).entrySet().stream()
                    .allMatch(
                        end ->
                            read.containsKey(end.getKey())
                                && read.get(end.getKey()).offset() >= end.getValue());
              });
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> read(Admin admin, GoldenJob job)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    for (String group : job.groups(group(job), prefix(job))) {
      read.putAll(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
    }
    return read;
  }

  /** Where the partitions that the job was sent records to end. */
  private static Map<TopicPartition, Long> ends(Admin admin, GoldenJob job)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (Topic topic : inputs(job)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        asked.put(new TopicPartition(topic.name(prefix(job)), partition), OffsetSpec.latest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    ends.values().removeIf(end -> end == 0);
    return ends;
  }

  private static Set<Topic> inputs(GoldenJob job) {
    return Stream.concat(job.before().stream(), job.after().stream())
        .flatMap(List::stream)
        .map(GoldenJob.Message::topic)
        .collect(Collectors.toSet());
  }

  private static void send(Cluster cluster, GoldenJob job, List<GoldenJob.Message> messages) {
    Map<String, Object> client = Map.of("bootstrap.servers", cluster.broker().bootstrap());
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(client, bytes, bytes)) {
      for (GoldenJob.Message message : messages) {
        var unused =
            producer.send(
                new ProducerRecord<>(
                    message.topic().name(prefix(job)),
                    null,
                    SENT_AT,
                    message.key().getBytes(StandardCharsets.UTF_8),
                    message.value() == null
                        ? null
                        : message.value().getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
  }

  /** The last record of each key of each topic of results. */
  private static Map<Topic, Map<String, JsonNode>> latest(Cluster cluster, GoldenJob job) {
    Map<Topic, Map<String, JsonNode>> latest = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      // What a job reads need not be JSON; sites read what other sites say beside them.
      boolean says = !inputs(job).contains(topic) || topic == Topic.FED_SHARES;
      if (GoldenJob.tells(topic) && says) {
        Map<String, JsonNode> records = latest.computeIfAbsent(topic, t -> new TreeMap<>());
        try (TopicReader reader = TopicReader.of(kafka(cluster, job), topic)) {
          reader.readToEnd(
              record -> {
                if (record.value() != null) {
                  records.put(record.key(), json(record.value()));
                }
              });
        }
      }
    }
    return latest;
  }

  private static JsonNode json(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KafkaSettings kafka(Cluster cluster, GoldenJob job) {
    return JobSettings.kafka(cluster.broker().bootstrap(), prefix(job));
  }

  private static String group(GoldenJob job) {
    return prefix(job) + "group";
  }

  private static String prefix(GoldenJob job) {
    return "golden." + job.name() + ".";
  }
}
