// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of records that were written with a schema of somebody else's. */
class WriterFieldsTest {
  private static final String LONG = "\"long\"";
  private static final long MILLIS = 1_700_000_000_123L;

  @AutoClose private final StandInRegistry registry = new StandInRegistry();
  private final Decoder<Sample> decoder =
      Decoder.of(Sample.class, () -> RegistryAccess.of(registry.address(), Map.of()), 10_000);

  @ParameterizedTest
  @CsvSource({
    "sampleID, sampleId",
    "sample_id, sampleId",
    "SampleId, sampleId",
    "smapleId, sampleId",
    "drawn_at, drawnAt",
    "drawedAt, drawnAt",
    "regimes, regime",
    "knd, kind",
    "oracle_loss, oracleLosses",
    "decisionID, decisionId"
  })
  void aFieldThatIsProbablyMisspeltIsAnError(String field, String meant) {
    if (field.equals("oracle_loss")) {
      assertThat(read(sample(field, "\"string\""), "x").reason()).isNull(); // four edits: another
      return;
    }
    Decoded<Sample> decoded = read(sample(field, "\"string\""), "x");
    assertThat(decoded.reason()).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(decoded.message())
        .isEqualTo(
            "unknown field \"%s\" of schema 1; did you mean \"%s\"?".formatted(field, meant));
    assertThat(decoder.partlyRead()).isZero();
  }

  @Test
  void aFieldThatWasCalledAsOneThatLacksIsAnError() {
    Schema writer = sample("ident\",\"aliases\":[\"sampleId\"],\"doc\":\"", "\"string\"");
    assertThat(read(writer, "x").message())
        .isEqualTo("unknown field \"ident\" of schema 1; did you mean \"sampleId\"?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kind", "com.acme.Kind", "InterventionKind", "x.InterventionKind"})
  void anEnumMayHaveAnotherName(String name) {
    Schema writer = sample("kind", kind().replace("dev.sluice.schemas.InterventionKind", name));
    Object soft = new GenericData.EnumSymbol(writer.getField("kind").schema(), "SOFT");
    assertThat(read(writer, soft).record().getKind()).isEqualTo(InterventionKind.SOFT);
  }

  @Test
  void anotherFieldIsDroppedAndCounted() {
    Decoded<Sample> decoded = read(sample("laboratory", "\"string\""), "Oslo");

    assertThat(decoded.record().getValues()).containsExactly(1.5);
    assertThat(decoder.partlyRead()).isEqualTo(1);
    read(sample("laboratory", "\"string\""), "Bergen");
    assertThat(decoder.partlyRead()).isEqualTo(2);
  }

  @Test
  void aFieldLikeOneThatIsThereTooIsAnother() {
    Decoded<Sample> decoded =
        read(
            sample("sampleId\",\"type\":\"string\",\"default\":\"\"},{\"name\":\"sampleIds", LONG),
            7L);
    assertThat(decoded.record().getSampleId()).isEqualTo("s");
    assertThat(decoder.partlyRead()).isEqualTo(1);
  }

  @Test
  void fieldsWithinAreLookedAtToo() {
    Schema writer =
        schema(
            """
            {"type":"record","name":"E","fields":[{"name":"experimentId","type":"string"},
             {"name":"variables","type":{"type":"array","items":["null",{"type":"record","name":"V","fields":[
               {"name":"name","type":"string"},{"name":"kind","type":"string"},
               {"name":"categoriez","type":"int"}]}]}}]}
            """);
    GenericRecord written = new GenericData.Record(writer);
    written.put("experimentId", "m");
    written.put("variables", List.of());

    Decoder<Experiment> experiments =
        Decoder.of(Experiment.class, () -> RegistryAccess.of(registry.address(), Map.of()), 10_000);
    assertThat(read(experiments, writer, written).message())
        .isEqualTo(
            "unknown field \"variables.categoriez\" of schema 1; did you mean"
                + " \"variables.categories\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'long'}|1700000000123",
        "{'type':'long','logicalType':'timestamp-millis'}|1700000000123",
        "{'type':'long','logicalType':'timestamp-micros'}|1700000000123999",
        "{'type':'long','logicalType':'timestamp-nanos'}|1700000000123999999",
        "['null',{'type':'long','logicalType':'timestamp-micros'}]|1700000000123000",
        "{'type':'long','connect.name':'io.debezium.time.MicroTimestamp'}|1700000000123000"
      })
  void timesAreConvertedToMilliseconds(String type, long written) {
    Decoded<Sample> decoded = read(sample("drawnAt", type.replace('\'', '"')), written);
    assertThat(decoded.record().getDrawnAt()).isEqualTo(MILLIS);
  }

  @Test
  void timesBefore1970AreRoundedDownAndNullStaysNull() {
    String micros = "[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}]";
    assertThat(read(sample("drawnAt", micros), -1L).record().getDrawnAt()).isEqualTo(-1);
    assertThat(read(sample("drawnAt", micros), null).record().getDrawnAt()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "long, local-timestamp-millis",
    "long, local-timestamp-micros",
    "long, local-timestamp-nanos",
    "long, time-micros",
    "int, time-millis",
    "int, date"
  })
  void timesWithoutZoneOrDayAreErrors(String type, String logical) {
    String schema = "{\"type\":\"%s\",\"logicalType\":\"%s\"}".formatted(type, logical);
    Object written = type.equals("int") ? (Object) 19_000 : (Object) 19_000L;
    Decoded<Sample> decoded = read(sample("drawnAt", schema), written);
    assertThat(decoded.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(decoded.message())
        .isEqualTo(
            "field \"drawnAt\" of schema 1 is a %s; expected a timestamp-millis, -micros or -nanos"
                .formatted(logical));
  }

  @Test
  void aSchemaOfAnotherContractIsSaidToItsEnd() {
    Schema writer =
        schema(
            "{\"type\":\"record\",\"name\":\"com.example.some.quite.long.name.space.Order\","
                + "\"fields\":[{\"name\":\"amount\",\"type\":\"int\"}]}");
    GenericRecord written = new GenericData.Record(writer);
    written.put("amount", 3);
    assertThat(read(decoder, writer, written).message())
        .endsWith("missing required field values")
        .hasSizeGreaterThan(150);
  }

  @Test
  void aValueThatDoesNotFitItsSchemaIsSaidInWords() {
    registry.on(
        "GET /schemas/ids/1", 200, StandInRegistry.schema(sample("kind", kind()).toString()));
    // "m", kind 9 of 2
    byte[] value = {0, 0, 0, 0, 1, 2, 'm', 18, 0, 0};
    assertThat(decoder.decode(value).message())
        .isEqualTo(
            "not Avro of schema Sample: a union or an enum has fewer branches or symbols than the"
                + " value says");
  }

  @Test
  void whatBeginsWithAControlCharacterIsAtAPlace() {
    assertThat(decoder.decode(new byte[] {2, 3}).message())
        .doesNotContain("-1")
        .startsWith("not JSON");
    byte[] utf16 = {0x7b, 0, 0x7b, 0, 0x20, 0};
    assertThat(decoder.decode(utf16).message()).startsWith("not JSON").contains("(character 1)");
  }

  private static String kind() {
    return "{\"type\":\"enum\",\"name\":\"dev.sluice.schemas.InterventionKind\",\"symbols\":[\"PERFECT\",\"SOFT\"]}";
  }

  /** A sample's schema with a field before the targets. */
  private static Schema sample(String name, String type) {
    return schema(
        """
        {"type":"record","name":"S","fields":[{"name":"experimentId","type":"string"},
         {"name":"%s","type":%s},
         {"name":"targets","type":{"type":"array","items":"string"}},
         {"name":"values","type":{"type":"array","items":"double"}}]}
        """
            .formatted(name, type));
  }

  private static Schema schema(String text) {
    return new Schema.Parser().parse(text);
  }

  /** Reads a sample with a value in the field before the targets. */
  private Decoded<Sample> read(Schema writer, Object value) {
    GenericRecord written = new GenericData.Record(writer);
    written.put("experimentId", "m");
    if (writer.getFields().size() == 5) {
      written.put(1, "s");
    }
    written.put(writer.getFields().size() - 3, value);
    written.put("targets", List.of());
    written.put("values", List.of(1.5));
    return read(decoder, writer, written);
  }

  private <T extends SpecificRecordBase> Decoded<T> read(
      Decoder<T> reading, Schema writer, GenericRecord written) {
    registry.on("GET /schemas/ids/1", 200, StandInRegistry.schema(writer.toString()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).putInt(1, 1).array());
    try {
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(writer).write(written, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reading.decode(out.toByteArray());
  }
}
