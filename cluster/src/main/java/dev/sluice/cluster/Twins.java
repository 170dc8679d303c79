// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.cluster.workload.JobSettings;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The same jobs on the same records, in this process and never disturbed: the reference for what
 * has to be the same to the bit.
 */
final class Twins implements AutoCloseable {
  private final LocalCluster cluster;

  private Twins(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts a cluster for twins.
   *
   * @param most how many run at a time
   */
  static Twins start(int most) {
    return new Twins(LocalCluster.start(LocalConfiguration.of(most, 0, Duration.ZERO, null)));
  }

  /**
   * Starts the twin of a job, between topics of its own that are given all records which the job
   * was given.
   */
  void begin(Outcome job) throws Exception {
    KafkaSettings kafka = twin(job).kafka();
    TopicCreation.create(kafka, job.workload().topics());
    copy(job, kafka);
    StreamExecutionEnvironment env = cluster.environment();
    env.setParallelism(1);
    job.workload().build(env, kafka);
    var unused = cluster.submit(env, "twin of " + job.workload().name());
  }

  private static Outcome twin(Outcome job) {
    return new Outcome(
        job.workload(), JobSettings.kafka(job.kafka().bootstrap(), "twin." + job.kafka().prefix()));
  }

  /**
   * Compares a job with its twin, which has begun.
   *
   * @return differences of the latest results; empty if there are none in the end
   */
  List<String> differences(Outcome job, Patience patience) {
    Outcome twin = twin(job);
    List<List<String>> last = new ArrayList<>();
    try {
      patience.await(
          "the same results",
          () -> {
            Map<Topic, ?> expected = twin.latest();
            last.add(Difference.exactly(expected, job.latest()));
            return last.get(last.size() - 1).isEmpty() && !isEmpty(expected);
          });
    } catch (IllegalStateException e) {
      return last.isEmpty() ? List.of(e.toString()) : last.get(last.size() - 1);
    }
    return List.of();
  }

  private static boolean isEmpty(Map<Topic, ?> latest) {
    return latest.values().stream().allMatch(keys -> ((Map<?, ?>) keys).isEmpty());
  }

  /** Copies what the job was given, to the same partitions and with the same timestamps. */
  private static void copy(Outcome job, KafkaSettings to)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", to.bootstrap()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (Topic topic : job.workload().inputs()) {
        List<Future<RecordMetadata>> sent =
            job.records(topic).stream()
                .map(record -> producer.send(copy(record, topic.name(to.prefix()))))
                .toList();
        for (Future<RecordMetadata> future : sent) {
          future.get();
        }
      }
    }
  }

  private static ProducerRecord<String, byte[]> copy(
      ConsumerRecord<String, byte[]> record, String topic) {
    return new ProducerRecord<>(
        topic, record.partition(), record.timestamp(), record.key(), record.value());
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
