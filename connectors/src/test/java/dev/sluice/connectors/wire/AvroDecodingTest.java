// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class AvroDecodingTest {
  private static final int MAX_RECORD_BYTES = 200;
  private static final KafkaSettings SETTINGS =
      new KafkaSettings(
          "unused:1",
          "",
          Delivery.AT_LEAST_ONCE,
          WireFormat.AVRO,
          null,
          MAX_RECORD_BYTES,
          Map.of());

  private final Decoder<Sample> decoder = SETTINGS.decoder(Sample.class);
  private final Encoder<Sample> encoder = SETTINGS.encoder(Sample.class, "samples");

  @Test
  void aRecordIsReadAsItWasWritten() {
    assertThat(decoder.decode(encoder.encode(Records.sample())).record())
        .isEqualTo(Records.sample());
  }

  @Test
  void anOldVersionIsKnownByItsFingerprintAndResolved() throws Exception {
    Schema old =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Sample", "namespace": "dev.sluice.schemas", "fields": [
                  {"name": "note", "type": "string"},
                  {"name": "values", "type": {"type": "array", "items": "int"}},
                  {"name": "targets", "type": {"type": "array", "items": "string"}},
                  {"name": "experimentId", "type": "string"}]}
                """);
    GenericRecord written =
        new GenericRecordBuilder(old)
            .set("note", "since dropped")
            .set("values", List.of(1, 2))
            .set("targets", List.of("MECH"))
            .set("experimentId", "marks")
            .build();
    byte[] value = new BinaryMessageEncoder<>(GenericData.get(), old).encode(written).array();

    SingleObject<Sample> versions =
        new SingleObject<>(Sample.class, List.of(old, SchemaVersions.newest(Sample.class)));

    assertThat(versions.read(value))
        .isEqualTo(
            new Sample(
                "marks",
                null,
                null,
                List.of("MECH"),
                InterventionKind.PERFECT,
                List.of(1.0, 2.0),
                null,
                null,
                null));
    assertThat(versions.read(encoder.encode(Records.sample()))).isEqualTo(Records.sample());
  }

  @Test
  void numbersThatAreNotFiniteAreNamedWithTheirPlace() {
    Sample sample = Records.sample();
    sample.setValues(List.of(1.0, Double.NaN));
    assertRefused(
        encoder.encode(sample), Reason.NOT_A_NUMBER, "values[1] is NaN, not a finite number");

    sample.setValues(List.of(Double.NEGATIVE_INFINITY));
    assertRefused(
        encoder.encode(sample), Reason.NOT_A_NUMBER, "values[0] is -Infinity, not a finite number");
  }

  @Test
  void bytesAfterTheRecordAreMalformed() {
    byte[] value = encoder.encode(Records.sample());

    assertRefused(
        Arrays.copyOf(value, value.length + 2), Reason.MALFORMED, "2 bytes after the record");
  }

  @Test
  void anUnknownFingerprintIsMalformed() {
    assertRefused(
        HexFormat.of().parseHex("c3010807060504030201ff"),
        Reason.MALFORMED,
        "no version of the schema has the fingerprint 102030405060708");
  }

  @Test
  void aHeaderAloneIsMalformed() {
    assertRefused(
        HexFormat.of().parseHex("c301080706"),
        Reason.MALFORMED,
        "Avro single object ends within its header");
  }

  @Test
  void aLengthBombIsMalformed() {
    byte[] header = Arrays.copyOf(encoder.encode(Records.sample()), 10);
    byte[] bomb = Arrays.copyOf(header, 15);
    System.arraycopy(HexFormat.of().parseHex("feffffff0f"), 0, bomb, 10, 5);

    assertRefused(
        bomb,
        Reason.MALFORMED,
        "not Avro of schema Sample: java.io.EOFException: 2147483647 bytes are announced where 0"
            + " bytes remain");
  }

  @Test
  void aConfluentFrameNeedsARegistry() {
    assertRefused(
        new byte[] {0, 0, 0, 0, 1, 2},
        Reason.MALFORMED,
        "begins with 00 like a Confluent frame, but no schema registry is configured");
  }

  @Test
  void aHeaderWithoutRegistryIsSaid() {
    Decoder<Sample> without = Decoder.of(Sample.class, null, 10_000);
    byte[] avro = new AvroWriter<>(Sample.class, new byte[0]).write(Records.sample());
    assertThat(without.decode(avro, ConfluentFrame.header(1)).message())
        .isEqualTo("has a header __value_schema_id, but no schema registry is configured");
    byte[] json = "{\"experimentId\":\"m\",\"targets\":[],\"values\":[]}".getBytes(UTF_8);
    assertThat(without.decode(json, ConfluentFrame.header(1)).record().getExperimentId())
        .isEqualTo("m");
    assertThat(without.decode(new byte[] {1, 2}).message())
        .isEqualTo("begins with 01 like a Confluent frame, but no schema registry is configured");
  }

  @Test
  void noValueIsMalformed() {
    assertRefused(null, Reason.MALFORMED, "no value");
    assertRefused(new byte[0], Reason.MALFORMED, "no value");
  }

  @Test
  void tooLargeIsToldFromTheSizeAlone() {
    String largest = "{\"experimentId\":\"m\",\"targets\":[],\"values\":[]}";
    byte[] fits = (largest + " ".repeat(MAX_RECORD_BYTES - largest.length())).getBytes(UTF_8);

    assertThat(decoder.decode(fits).reason()).isNull();
    assertRefused(
        new byte[MAX_RECORD_BYTES + 1],
        Reason.TOO_LARGE,
        "201 bytes; at most 200 bytes are accepted");
  }

  private void assertRefused(byte[] value, Reason reason, String message) {
    Decoded<Sample> decoded = decoder.decode(value);
    assertThat(decoded.reason()).isEqualTo(reason);
    assertThat(decoded.message()).isEqualTo(message);
  }
}
