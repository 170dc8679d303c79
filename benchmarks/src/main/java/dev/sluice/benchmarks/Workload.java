// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A job to measure, and the records it is measured on. */
interface Workload {

  /** The topic of the records. */
  Topic topic();

  /** Records of other topics that come first. */
  Iterable<ProducerRecord<byte[], byte[]>> declarations(String prefix);

  /** One of the records; the job's accounts must accept it. */
  ProducerRecord<byte[], byte[]> record(int index, String prefix);

  /** Adds the job to an environment. */
  void build(StreamExecutionEnvironment env, KafkaSettings kafka);

  /**
   * Where the job does not end: the operator that accepts the records. While it does, one thread
   * beside the stream is busy, and so one is beside the pass-through job. Else null.
   */
  default String endless() {
    return null;
  }

  /** A record of texts. */
  static ProducerRecord<byte[], byte[]> record(
      Topic topic, String prefix, String key, String value) {
    return new ProducerRecord<>(
        topic.name(prefix),
        key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }
}
