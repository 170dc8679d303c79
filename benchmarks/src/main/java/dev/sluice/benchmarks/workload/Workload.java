// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A job to measure, and the records it is measured on. */
public interface Workload {
  /** From checkpoint to checkpoint of jobs that need them. */
  int CHECKPOINT_MILLIS = 1000;

  /** The topic of the records. */
  Topic topic();

  /** Records of other topics that come first. */
  Iterable<ProducerRecord<byte[], byte[]>> declarations(String prefix);

  /** One of the records; the job's accounts must accept it. */
  ProducerRecord<byte[], byte[]> record(int index, String prefix);

  /**
   * Adds the job to an environment.
   *
   * @param options of the job, beside those that say where its topics are
   */
  void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options);

  /** The operators that read the records and decide their fate. */
  Set<String> operators();

  /** What these operators have accepted when the first records are in: declarations may count. */
  default long accepted(long records) {
    return records;
  }

  /** Where snapshots are, each of which contains all records of its key up to a mark. */
  Topic results();

  /** The key of the snapshots that a record shows in. */
  String keyOf(int index);

  /** The mark of a record: among those of its key it grows with the index. */
  long markOf(int index);

  /** The key of a snapshot. */
  String keyOf(JsonNode snapshot);

  /** The mark of the last record that a snapshot contains. */
  long markOf(JsonNode snapshot);

  /** Where the job does not end: the operator that accepts the records. Else null. */
  default String endless() {
    return null;
  }

  /**
   * Whether one thread beside the stream is busy while records come, so that one has to be beside
   * the pass-through job too.
   */
  default boolean trains() {
    return false;
  }

  /** Takes checkpoints, for jobs that say nothing without. */
  static void checkpoint(StreamExecutionEnvironment env) {
    env.enableCheckpointing(CHECKPOINT_MILLIS);
  }

  /** A record of texts. */
  static ProducerRecord<byte[], byte[]> record(
      Topic topic, String prefix, String key, String value) {
    return new ProducerRecord<>(
        topic.name(prefix),
        key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** The options of a job on the topics of these settings. */
  static String[] options(KafkaSettings kafka, String... further) {
    Stream<String> topics =
        Stream.of("--topic-prefix=" + kafka.prefix(), "--delivery=" + kafka.delivery());
    return Stream.concat(topics, Arrays.stream(further)).toArray(String[]::new);
  }
}
