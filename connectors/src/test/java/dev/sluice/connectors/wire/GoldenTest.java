// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.SchemaVersions;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was once written must be readable for ever: files of every version of every contract, as
 * JSON and as Avro. Files of a released version are never edited.
 */
class GoldenTest {
  @AutoClose private final TestRegistry registry = new TestRegistry();

  static Stream<SpecificRecordBase> newest() {
    return Records.all();
  }

  static Stream<Arguments> versions() {
    return newest()
        .map(SpecificRecordBase::getClass)
        .flatMap(
            type ->
                IntStream.rangeClosed(1, SchemaVersions.of(type).size())
                    .mapToObj(version -> arguments(type, version)));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void everyVersionIsReadTheSameFromEveryForm(Class<? extends SpecificRecordBase> type, int version)
      throws IOException {
    Schema schema = SchemaVersions.of(type).get(version - 1);
    int id = registry.add(schema);

    SpecificRecordBase fromJson = decode(type, json(type, version));

    assertThat(decode(type, avro(type, version))).isEqualTo(fromJson);
    assertThat(decode(type, frame(id, avro(type, version)))).isEqualTo(fromJson);
  }

  @ParameterizedTest
  @MethodSource("newest")
  void theNewestVersionIsReadAndWrittenToTheByte(SpecificRecordBase golden) throws IOException {
    Class<? extends SpecificRecordBase> type = golden.getClass();
    int newest = SchemaVersions.of(type).size();
    byte[] avro = avro(type, newest);

    assertThat(decode(type, json(type, newest))).isEqualTo(golden);
    assertThat(new String(encode(golden, WireFormat.JSON), UTF_8))
        .isEqualTo(new String(json(type, newest), UTF_8));
    assertThat(encode(golden, WireFormat.AVRO)).isEqualTo(avro);
    byte[] framed = encode(golden, WireFormat.CONFLUENT);
    assertThat(framed).isEqualTo(frame(registry.id(SchemaVersions.newest(type)), avro));
  }

  private <T extends SpecificRecordBase> T decode(Class<T> type, byte[] value) {
    Decoded<T> decoded = settings(WireFormat.JSON).decoder(type).decode(value);
    assertThat(decoded.message()).isNull();
    return decoded.record();
  }

  private <T extends SpecificRecordBase> byte[] encode(T record, WireFormat format) {
    @SuppressWarnings("unchecked") // a record's own class
    Class<T> type = (Class<T>) record.getClass();
    return settings(format).encoder(type, "topic").encode(record);
  }

  private KafkaSettings settings(WireFormat format) {
    return new KafkaSettings(
        "unused:1", "", Delivery.AT_LEAST_ONCE, format, registry.address(), 10_000, Map.of());
  }

  private static byte[] json(Class<?> type, int version) throws IOException {
    return file(type, version, "json");
  }

  private static byte[] avro(Class<?> type, int version) throws IOException {
    return HexFormat.of().parseHex(new String(file(type, version, "avro.hex"), UTF_8));
  }

  /** The frame of a single object: 5 other bytes in place of its header of 10. */
  private static byte[] frame(int id, byte[] avro) {
    String hex = HexFormat.of().formatHex(avro, 10, avro.length);
    return HexFormat.of().parseHex("00%08x".formatted(id) + hex);
  }

  private static byte[] file(Class<?> type, int version, String form) throws IOException {
    String words = String.join("-", List.of(type.getSimpleName().split("(?=[A-Z])")));
    String name = "/golden/%s.v%d.%s".formatted(words.toLowerCase(Locale.ROOT), version, form);
    try (InputStream in = GoldenTest.class.getResourceAsStream(name)) {
      assertThat(in).as("every kept version has a golden file %s", name).isNotNull();
      return in.readAllBytes();
    }
  }
}
