// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static dev.sluice.connectors.wire.StandInRegistry.AVRO;
import static dev.sluice.connectors.wire.StandInRegistry.ID_1;
import static dev.sluice.connectors.wire.StandInRegistry.MISSING;
import static dev.sluice.connectors.wire.StandInRegistry.frame;
import static dev.sluice.connectors.wire.StandInRegistry.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.wire.StandInRegistry.Reply;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How a schema is found: by id, GUID, header, reference, redirect; who asks, and who may register.
 */
class SchemaLookupTest {
  private static final Schema SAMPLE = SchemaVersions.newest(Sample.class);

  @AutoClose private final StandInRegistry registry = new StandInRegistry();
  private final SchemaRegistry client = registry.client();

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsFollowed(int status) {
    registry.on(ID_1, new Reply(status, Map.of("Location", "/moved/1"), "", false));
    registry.on("GET /moved/1", 200, schema(SAMPLE.toString()));
    assertThat(registry.readable()).isEqualTo(Records.sample());
  }

  @Test
  void redirectsThatLeadNowhereAreAFailingRegistry() {
    for (String to : List.of("/schemas/ids/1", "", "http://:-1", "ftp://localhost/", "::")) {
      registry.on(ID_1, new Reply(307, Map.of("Location", to), "", false));
      assertThatThrownBy(registry::read).isInstanceOf(UnavailableException.class);
    }
  }

  @Test
  void whatIsRegisteredFollowsARedirectToo() {
    String versions = "POST /subjects/t-value/versions";
    registry.on(versions, new Reply(307, Map.of("Location", "/leader"), "", false));
    registry.on("POST /leader", 200, "{\"id\":42}");
    assertThat(client.register("t-value", SAMPLE)).isEqualTo(42);
  }

  @Test
  void referencesAreResolved() {
    registry.on(
        ID_1,
        200,
        schema(
            """
            {"type":"record","name":"S","fields":[
              {"name":"experimentId","type":"string"},
              {"name":"note","type":"a.Note"},
              {"name":"targets","type":{"type":"array","items":"string"}},
              {"name":"values","type":{"type":"array","items":"double"}}]}
            """,
            "AVRO",
            "a.Note",
            "a/Note value",
            "2"));
    registry.on(
        "GET /subjects/a%2FNote%20value/versions/2",
        200,
        schema(
            "{\"type\":\"record\",\"name\":\"a.Note\",\"fields\":[{\"name\":\"by\",\"type\":\"b.Who\"}]}",
            "AVRO",
            "b.Who",
            "who",
            "1"));
    registry.on(
        "GET /subjects/who/versions/1",
        200,
        schema("{\"type\":\"enum\",\"name\":\"b.Who\",\"symbols\":[\"ME\"]}", "AVRO"));
    // "m", who 0, no targets, no values
    Sample sample = registry.readable(new byte[] {2, 'm', 0, 0, 0});
    assertThat(sample.getExperimentId()).isEqualTo("m");
    assertThat(sample.getTargets()).isEmpty();
  }

  @Test
  void referencesThatLeadNowhereAreDeadLetters() {
    String text =
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}";
    registry.on(ID_1, 200, schema(text, "AVRO", "A", "a", "3"));
    registry.on("GET /subjects/a/versions/3", 404, "{\"error_code\":40402}");
    registry.assertRefused("schema 1 refers to a version 3, which the registry has not");

    registry.on(ID_1, 200, schema(text, "AVRO", "A", "", "0"));
    registry.assertRefused("schema 1 refers to what is no schema:  version 0");

    registry.on("GET /subjects/a/versions/3", 200, schema(text, "AVRO", "A", "a", "3"));
    registry.on(ID_1, 200, schema(text, "AVRO", "A", "a", "3"));
    assertThatThrownBy(registry::read)
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("schema 1 of the registry is not Avro: ");
  }

  @Test
  void aRecordMayNameWhatNoRegistryHas() {
    registry.on(ID_1, 404, MISSING);
    assertThatThrownBy(() -> registry.frames().read(new byte[] {0, -1, -1, -1, -1, 0}))
        .isInstanceOf(Rejection.class)
        .hasMessage("id -1 of a schema is negative");
    ConfluentFrame<Sample> frames = registry.frames();
    byte[] guid = new byte[30];
    guid[0] = 1;
    String message =
        "schema registry %s has no schema 00000000-0000-0000-0000-000000000000"
            .formatted(registry.address());
    assertThatThrownBy(() -> frames.read(guid)).isInstanceOf(Rejection.class).hasMessage(message);
    guid[1] = 7; // a registry that has no GUIDs is asked for none any more
    assertThatThrownBy(() -> frames.read(guid)).isInstanceOf(Rejection.class);
    assertThat(registry.requests())
        .containsExactly("GET /schemas/guids/00000000-0000-0000-0000-000000000000", ID_1);
  }

  @Test
  void aSchemaMayBeNamedByItsGuid() throws Rejection {
    String guid = "0102030405060708-0000000000000009";
    registry.on(
        "GET /schemas/guids/01020304-0506-0708-0000-000000000009", 200, schema(SAMPLE.toString()));
    byte[] header =
        ByteBuffer.allocate(17)
            .put((byte) 1)
            .putLong(Long.parseLong(guid.substring(0, 16), 16))
            .putLong(9)
            .array();

    assertThat(registry.frames().read(AVRO, header)).isEqualTo(Records.sample());
    byte[] both = Arrays.copyOf(header, 17 + AVRO.length);
    System.arraycopy(AVRO, 0, both, 17, AVRO.length);
    assertThat(registry.frames().read(both)).isEqualTo(Records.sample());
    registry.on(ID_1, 200, schema(SAMPLE.toString()));
    assertThat(registry.frames().read(AVRO, ConfluentFrame.header(1))).isEqualTo(Records.sample());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "01", "0000000001ff", "02", "7b7d", "0100"})
  void aHeaderThatNamesNoSchemaIsADeadLetter(String header) {
    byte[] bytes = HexFormat.of().parseHex(header);
    assertThatThrownBy(() -> registry.frames().read(AVRO, bytes))
        .isInstanceOf(Rejection.class)
        .hasMessage(
            "header __value_schema_id is neither 00 and an id of 4 bytes nor 01 and a GUID of 16 bytes");
  }

  @Test
  void whereNobodyMayRegisterTheSchemaMustBeThere() {
    String subject = "POST /subjects/t-value";
    for (int status : new int[] {403, 405, 409, 422}) {
      registry.on(subject + "/versions", status, "{\"error_code\":42205,\"message\":\"closed\"}");
      registry.on(subject, 200, "{\"subject\":\"t-value\",\"version\":3,\"id\":17}");
      assertThat(client.register("t-value", SAMPLE)).isEqualTo(17);

      registry.on(subject, 404, MISSING);
      registry.on(subject + "?normalize=true", 200, "{\"id\":18}");
      assertThat(client.register("t-value", SAMPLE)).isEqualTo(18);

      registry.on(subject + "?normalize=true", 404, "{\"error_code\":40401}");
      assertThatThrownBy(() -> client.register("t-value", SAMPLE))
          .isInstanceOf(UnavailableException.class)
          .hasMessage(
              "schema registry %s does not have the schema of t-value and refuses to register it: HTTP %d: closed"
                  .formatted(registry.address(), status));
    }
  }

  @Test
  void theSecretIsSentAndNeverSaid() throws Rejection {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString("me:pä:ss".getBytes(StandardCharsets.UTF_8));
    RegistryAccess access =
        RegistryAccess.of("http://me:p%C3%A4%3Ass@" + registry.host() + "/", Map.of());
    registry.on(ID_1, 200, schema(SAMPLE.toString()));
    assertThat(StandInRegistry.frames(access).read(frame(AVRO))).isEqualTo(Records.sample());
    assertThat(registry.requests()).containsExactly(ID_1 + " as " + basic);

    registry.on(ID_1, 401, "{\"message\":\"no user me:pä:ss, " + basic + "\"}");
    assertThatThrownBy(() -> StandInRegistry.frames(access).read(frame(AVRO)))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("schema registry answers HTTP 401 ")
        .message()
        .doesNotContain("pä:ss")
        .doesNotContain(basic.substring(6));
    assertThat(access.toString()).isEqualTo(registry.address());
  }

  @Test
  void aTokenIsSentToTheConfiguredHostAlone() throws Rejection {
    try (StandInRegistry elsewhere = new StandInRegistry()) {
      registry.on(ID_1, new Reply(307, Map.of("Location", elsewhere.address() + "/x"), "", false));
      elsewhere.on("GET /x", 200, schema(SAMPLE.toString()));
      RegistryAccess access =
          RegistryAccess.of(
              registry.address(), Map.of("schema.registry.bearer.auth.token", "t0k.en"));

      assertThat(StandInRegistry.frames(access).read(frame(AVRO))).isEqualTo(Records.sample());
      assertThat(registry.requests()).containsExactly(ID_1 + " as Bearer t0k.en");
      assertThat(elsewhere.requests()).containsExactly("GET /x");
    }
  }
}
