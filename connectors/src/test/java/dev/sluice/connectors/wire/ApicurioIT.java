// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of a real registry, Apicurio, in a process of its own. */
@Tag("registry")
final class ApicurioIT {
  @TempDir private static Path folder;

  private static Apicurio apicurio;

  @BeforeAll
  static void start() throws IOException {
    apicurio = new Apicurio(folder);
    apicurio.open();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    apicurio.stop();
  }

  @Test
  void whatIsWrittenIsRead() {
    Encoder<Sample> encoder =
        Encoder.of(Sample.class, WireFormat.CONFLUENT, ApicurioIT::access, "roundtrip");
    byte[] frame = encoder.encode(Records.sample());

    assertThat(decoder().decode(frame).record()).isEqualTo(Records.sample());
    assertThat(
            Encoder.of(Sample.class, WireFormat.CONFLUENT, ApicurioIT::access, "roundtrip")
                .encode(Records.sample()))
        .isEqualTo(frame);
  }

  @Test
  void schemasOfOthersArePromotedAndEvolve() throws Exception {
    int ints =
        apicurio.register(
            "ints-value", "AVRO", record("{\"type\":\"array\",\"items\":\"int\"}", ""));
    assertThat(decoder().decode(frame(ints, 2, 'm', 0, 2, 6, 0)).record().getValues())
        .containsExactly(3.0);

    int more =
        apicurio.register(
            "more-value",
            "AVRO",
            record(
                "{\"type\":\"array\",\"items\":\"int\"}", ",{\"name\":\"lab\",\"type\":\"int\"}"));
    Decoder<Sample> decoder = decoder();
    assertThat(decoder.decode(frame(more, 2, 'm', 0, 2, 6, 0, 8)).record().getValues())
        .containsExactly(3.0);
    assertThat(decoder.partlyRead()).isEqualTo(1);

    int misspelt =
        apicurio.register(
            "misspelt-value",
            "AVRO",
            record(
                "{\"type\":\"array\",\"items\":\"int\"}",
                ",{\"name\":\"sampleID\",\"type\":\"int\"}"));
    assertThat(decoder.decode(frame(misspelt, 2, 'm', 0, 2, 6, 0, 8)).message())
        .isEqualTo(
            "unknown field \"sampleID\" of schema %d; did you mean \"sampleId\"?"
                .formatted(misspelt));
  }

  @Test
  void aSchemaOfAnotherKindIsADeadLetter() throws Exception {
    int json =
        apicurio.register(
            "json-value",
            "JSON",
            "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\","
                + "\"properties\":{\"experimentId\":{\"type\":\"string\"}}}");
    assertThat(decoder().decode(frame(json, '{', '}')).message())
        .isEqualTo("schema " + json + " of the registry is JSON, not Avro");
    int protobuf =
        apicurio.register(
            "proto-value", "PROTOBUF", "syntax = \"proto3\"; message M { string a = 1; }");
    assertThat(decoder().decode(frame(protobuf, 0, 1)).message())
        .isEqualTo("schema " + protobuf + " of the registry is PROTOBUF, not Avro");
  }

  @Test
  void whatItHasNotIsADeadLetter() {
    assertThat(decoder().decode(frame(123_456, 0)).message())
        .isEqualTo("schema registry " + apicurio.address() + " has no schema 123456");
    byte[] guid = ByteBuffer.allocate(20).put((byte) 1).putLong(1).putLong(2).array();
    assertThat(decoder().decode(guid).message())
        .isEqualTo(
            "schema registry %s has no schema 00000000-0000-0001-0000-000000000002"
                .formatted(apicurio.address()));
  }

  @Test
  void aWrongAddressIsAFailingRegistry() {
    RegistryAccess wrong = RegistryAccess.of(apicurio.address() + "9", Map.of());
    assertThatThrownBy(() -> Decoder.of(Sample.class, () -> wrong, 10_000).decode(frame(1, 0)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("schema registry answers HTTP 404 without \"schema\" at " + wrong);
  }

  @Test
  void whoIsNotLoggedInIsToldSo() throws Exception {
    int id = contract();
    HttpServer guard = apicurio.guard();
    try {
      String host = "127.0.0.1:" + guard.getAddress().getPort();
      byte[] frame = frame(id, avro());
      assertThatThrownBy(
              () ->
                  Decoder.of(
                          Sample.class, () -> RegistryAccess.of("http://" + host, Map.of()), 10_000)
                      .decode(frame))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("HTTP 401")
          .hasMessageContaining("(no user and no token are configured)");
      RegistryAccess access = RegistryAccess.of("http://me:s3cret@" + host, Map.of());
      assertThat(Decoder.of(Sample.class, () -> access, 10_000).decode(frame).record())
          .isEqualTo(Records.sample());
    } finally {
      guard.stop(0);
    }
  }

  @Test
  void aRestartIsSurvived() throws Exception {
    byte[] frame = frame(contract(), avro());
    apicurio.stop();
    assertThatThrownBy(() -> decoder().decode(frame))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("schema registry " + apicurio.address() + " does not answer: ");
    apicurio.open();
    assertThat(decoder().decode(frame).record()).isEqualTo(Records.sample());
  }

  /** Id of the contract of samples in the registry. */
  private static int contract() {
    return new SchemaRegistry(access())
        .register("samples-value", SchemaVersions.newest(Sample.class));
  }

  private static String record(String values, String further) {
    return """
    {"type":"record","name":"Other","fields":[{"name":"experimentId","type":"string"},
     {"name":"targets","type":{"type":"array","items":"string"}},
     {"name":"values","type":%s}%s]}
    """
        .formatted(values, further);
  }

  private static RegistryAccess access() {
    return RegistryAccess.of(apicurio.address(), Map.of());
  }

  private static Decoder<Sample> decoder() {
    return Decoder.of(Sample.class, ApicurioIT::access, 10_000);
  }

  private static byte[] avro() {
    return new AvroWriter<>(Sample.class, new byte[0]).write(Records.sample());
  }

  private static byte[] frame(int id, int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < value.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return frame(id, value);
  }

  private static byte[] frame(int id, byte[] value) {
    return ByteBuffer.allocate(5 + value.length).put(ConfluentFrame.header(id)).put(value).array();
  }
}
