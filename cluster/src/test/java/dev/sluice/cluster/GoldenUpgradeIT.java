// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cluster.FlinkCommand.Submission;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Today's jobs jar goes on from the oldest golden savepoint of each job on separate processes. */
class GoldenUpgradeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path OLDEST = Path.of("..", "jobs/src/test/resources/golden-state");
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long SENT_AT = 1_700_000_000_000L;
  private static final int PARALLELISM = 2;

  @Test
  void everyJobGoesOnFromItsOldestSavepoint() throws Exception {
    List<GoldenJob> golden = GoldenFile.JOBS;
    Cluster.Size size = new Cluster.Size(2, golden.size(), PATIENCE);
    try (Cluster cluster = Cluster.start(Installation.here(), Path.of("target", "golden"), size)) {
      Map<GoldenJob, ClusterJob> jobs = new LinkedHashMap<>();
      Map<GoldenJob, Integer> sent = new LinkedHashMap<>();
      for (GoldenJob job : golden) {
        Topics.create(kafka(cluster, job), Arrays.asList(Topic.values()), PARALLELISM);
        sent.put(job, send(cluster, job, flat(job.before())));
        jobs.put(job, submission(cluster, job));
      }
      cluster.flink().runAll(List.copyOf(jobs.values()));
      jobs.values().forEach(ClusterJob::awaitRunning);
      for (int stage = 0; stage < 2; stage++) {
        for (GoldenJob job : golden) {
          if (stage < job.after().size()) {
            sent.merge(job, send(cluster, job, job.after().get(stage)), Integer::sum);
          }
        }
        jobs.forEach((job, running) -> awaitRead(cluster, running, sent.get(job)));
      }
      for (GoldenJob job : golden) {
        cluster
            .patience()
            .await(job.name() + " to come to its results", () -> isRight(cluster, job));
        job.check(latest(cluster, job));
        assertThat(job.after()).hasSizeLessThanOrEqualTo(2);
      }
    }
  }

  private static ClusterJob submission(Cluster cluster, GoldenJob job) {
    List<String> options = new ArrayList<>(job.options(false));
    options.add("--bootstrap=" + cluster.broker().bootstrap());
    options.add("--topic-prefix=" + prefix(job));
    options.add("--group=" + prefix(job) + "group");
    options.add("--delivery=exactly-once");
    ClusterJob submitted =
        new ClusterJob(
            cluster,
            new Submission(Installation.here().jobsJar(), job.main(), options, PARALLELISM));
    submitted.takeSavepoint(
        OLDEST
            .resolve(job.name() + ".v1.savepoint")
            .toAbsolutePath()
            .normalize()
            .toUri()
            .toString());
    return submitted;
  }

  /** What was read before the savepoint counts on. */
  private static void awaitRead(Cluster cluster, ClusterJob job, long records) {
    cluster
        .patience()
        .await(
            records + " records to be read",
            () -> cluster.rest().counts(job.id()).getOrDefault("read", 0L) == records);
    job.awaitCheckpoint(System.currentTimeMillis());
  }

  private static boolean isRight(Cluster cluster, GoldenJob job) {
    try {
      job.check(latest(cluster, job));
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  private static List<GoldenJob.Message> flat(List<List<GoldenJob.Message>> stages) {
    return stages.stream().flatMap(List::stream).toList();
  }

  private static int send(Cluster cluster, GoldenJob job, List<GoldenJob.Message> messages) {
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
                    message.value().getBytes(StandardCharsets.UTF_8)));
      }
      producer.flush();
    }
    return messages.size();
  }

  /** The last record of each key of each topic of results. */
  private static Map<Topic, Map<String, JsonNode>> latest(Cluster cluster, GoldenJob job) {
    Map<Topic, Map<String, JsonNode>> latest = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      if ((topic.compacted() && !topic.declares()) || topic == Topic.INTERVENTIONS) {
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
    return Prefixed.of(cluster.broker().bootstrap(), prefix(job));
  }

  private static String prefix(GoldenJob job) {
    return "golden." + job.name() + ".";
  }
}
