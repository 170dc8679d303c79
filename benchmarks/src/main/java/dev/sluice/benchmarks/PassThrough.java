// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.KafkaSources;
import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.Topic;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The job that other jobs are measured beside: it only copies the records of a topic. */
final class PassThrough {
  private PassThrough() {}

  /** Adds the job to an environment; it ends with the topic. */
  static void build(StreamExecutionEnvironment env, Topic topic, KafkaSettings kafka) {
    KafkaSink<RawRecord> sink =
        KafkaSink.<RawRecord>builder()
            .setBootstrapServers(kafka.bootstrap())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new Copy(Topic.POSTERIOR_METRICS.name(kafka.prefix())))
            .build();
    env.fromSource(
            KafkaSources.of(kafka, topic, "copy", true),
            WatermarkStrategy.noWatermarks(),
            "records",
            TypeInformation.of(RawRecord.class))
        .uid("source")
        .sinkTo(sink)
        .uid("sink");
  }

  private record Copy(String topic) implements KafkaRecordSerializationSchema<RawRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        RawRecord record, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(topic, record.key(), record.value());
    }
  }
}
