// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.KafkaSinks;
import dev.sluice.connectors.KafkaSources;
import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.Topic;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topics at the ends of a job.
 *
 * @param kafka where they are
 * @param group consumer group, also the prefix of transactional ids
 * @param bounded whether sources end at the present end of their topics
 */
public record JobTopics(KafkaSettings kafka, String group, boolean bounded) {

  /**
   * Refuses exactly-once delivery without checkpoints, on which nothing would ever be committed.
   *
   * @throws IllegalArgumentException if that is asked for
   */
  public void requireCheckpoints(StreamExecutionEnvironment env) {
    if (kafka.delivery() == Delivery.EXACTLY_ONCE
        && !env.getCheckpointConfig().isCheckpointingEnabled()) {
      throw new IllegalArgumentException(
          "--delivery exactly-once: needs checkpoints (execution.checkpointing.interval)");
    }
  }

  /** A topic as a stream. */
  public DataStream<RawRecord> source(StreamExecutionEnvironment env, Topic topic, String name) {
    return env.fromSource(
            KafkaSources.of(kafka, topic, group, bounded),
            WatermarkStrategy.noWatermarks(),
            name,
            TypeInformation.of(RawRecord.class))
        .uid(name + "-source");
  }

  /** Writes what the job refuses into the topic of dead letters. */
  public void write(DataStream<DeadLetter> refused) {
    refused
        .sinkTo(KafkaSinks.deadLetters(kafka, group + "-dead-letters"))
        .name("dead-letters")
        .uid("dead-letters-sink");
  }
}
