// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

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
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The same job on the same records, in this process and never disturbed: the reference for what has
 * to be the same to the bit.
 */
final class Twin implements AutoCloseable {
  private final LocalCluster cluster;

  private Twin(LocalCluster cluster) {
    this.cluster = cluster;
  }

  /** Starts a cluster for twins. */
  static Twin start() {
    return new Twin(LocalCluster.start(LocalConfiguration.of(1, 0, Duration.ZERO, null)));
  }

  /**
   * Compares a job with a twin between topics of its own that is given all records which the job
   * was given.
   *
   * @return differences of the latest results; empty if there are none in the end
   */
  List<String> differences(Outcome job, Patience patience) throws Exception {
    KafkaSettings kafka = JobSettings.kafka(job.kafka().bootstrap(), "twin." + job.kafka().prefix());
    TopicCreation.create(kafka, job.workload().topics());
    copy(job, kafka);
    StreamExecutionEnvironment env = cluster.environment();
    job.workload().build(env, kafka);
    JobID id = cluster.submit(env, "twin of " + job.workload().name());
    try {
      Outcome twin = new Outcome(job.workload(), kafka);
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
    } finally {
      cluster.cancel(id);
    }
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
