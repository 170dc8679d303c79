// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Decoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes a record as it is; decoding follows in an operator, which can refuse it. */
final class RawRecordDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> in, Collector<RawRecord> out) {
    Header schemaId = in.headers().lastHeader(Decoder.SCHEMA_ID_HEADER);
    out.collect(
        new RawRecord(
            in.topic(),
            in.partition(),
            in.offset(),
            in.timestamp(),
            in.key(),
            in.value(),
            schemaId == null ? null : schemaId.value()));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return TypeInformation.of(RawRecord.class);
  }
}
