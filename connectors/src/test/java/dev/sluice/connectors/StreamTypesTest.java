// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Reason;
import dev.sluice.connectors.wire.Records;
import dev.sluice.schemas.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What travels between operators is serialized by Flink itself, never by Kryo. */
class StreamTypesTest {
  private static final RawRecord RECORD =
      new RawRecord("samples", 1, 2, 3, new byte[] {4}, new byte[] {5, 6});

  @Test
  void rawRecordsAndDeadLettersArePojos() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(RawRecord.class);
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(DeadLetter.class);
  }

  @Test
  void whatLiesInStateIsAPojo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(WaitingLine.class);
  }

  @Test
  void aRawRecordKeepsWhatItHasNot() throws Exception {
    RawRecord tombstone = new RawRecord("samples", 1, 2, 3, null, null);

    assertThat(copy(RECORD)).isEqualTo(RECORD);
    assertThat(copy(tombstone)).isEqualTo(tombstone);
    RawRecord named = new RawRecord("samples", 1, 2, 3, null, new byte[] {1}, new byte[] {0, 7});
    assertThat(copy(named)).isEqualTo(named).isNotEqualTo(tombstone);
  }

  @Test
  void theHeaderThatTellsTheSchemaIsTaken() {
    ConsumerRecord<byte[], byte[]> read =
        new ConsumerRecord<>("samples", 1, 2, null, new byte[] {1, 2});
    read.headers().add("__value_schema_id", new byte[] {0, 0, 0, 0, 7}).add("other", null);
    List<RawRecord> taken = new ArrayList<>();
    new RawRecordDeserializer().deserialize(read, new ListCollector<>(taken));

    assertThat(taken).extracting(RawRecord::schemaId).containsExactly(new byte[] {0, 0, 0, 0, 7});
  }

  @Test
  void aDeadLetterKeepsItsSource() throws Exception {
    DeadLetter letter = new DeadLetter(RECORD, Reason.TOO_LARGE, "300000 bytes", 7);

    assertThat(copy(letter, DeadLetters.TAG.getTypeInfo())).isEqualTo(letter);
  }

  @Test
  void aKeyedRecordKeepsRecordAndTombstone() throws Exception {
    TypeInformation<Keyed<Sample>> type = Keyed.typeInfo(Sample.class);
    Keyed<Sample> sample = new Keyed<>("marks", Records.sample());
    Keyed<Sample> tombstone = new Keyed<>("marks", null);

    assertThat(copy(sample, type)).isEqualTo(sample);
    assertThat(copy(tombstone, type)).isEqualTo(tombstone);
  }

  private static RawRecord copy(RawRecord record) throws IOException {
    return copy(record, new RawRecordDeserializer().getProducedType());
  }

  private static <T> T copy(T value, TypeInformation<T> type) throws IOException {
    Configuration withoutKryo = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl(withoutKryo));
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
