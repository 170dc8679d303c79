// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

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
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that answers what it should not, or not at all, and schemas that are none. */
class RegistryFaultsTest {
  private static final Schema SAMPLE = SchemaVersions.newest(Sample.class);
  private static final String ID_1 = "GET /schemas/ids/1";
  private static final String MISSING = "{\"error_code\":40403,\"message\":\"not found\"}";
  private static final byte[] AVRO =
      new AvroWriter<>(Sample.class, new byte[0]).write(Records.sample());

  @AutoClose private final StandInRegistry registry = new StandInRegistry();
  private final SchemaRegistry client = registry.client();

  @Test
  void aSchemaOfAnotherKindIsADeadLetterThatNamesTheKind() {
    String json = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
    registry.on(ID_1, 200, schema(json, "JSON"));
    assertRefused("schema 1 of the registry is JSON, not Avro");
    registry.on(ID_1, 200, schema("syntax = \"proto3\";", "PROTOBUF"));
    assertRefused("schema 1 of the registry is PROTOBUF, not Avro");
  }

  /** As old registries answer, which do not say the kind. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}",
        "{\"type\":\"record\",\"name\":\"R\"}",
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"nosuch\"}]}",
        "{\"type\":\"enum\",\"name\":\"E\"}",
        "{\"type\":\"fixed\",\"name\":\"F\",\"size\":\"many\"}",
        "{\"type\":{\"type\":{}}}",
        "{\"type\":null}",
        "[null]",
        "[]{}",
        "null",
        "17",
        "",
        "{",
        "syntax = \"proto3\"; message M {}"
      })
  void whatIsNoAvroIsADeadLetter(String text) {
    registry.on(ID_1, 200, schema(text));
    assertThatThrownBy(this::read)
        .isInstanceOf(Rejection.class)
        .message()
        .matches("(?s)(schema 1 of the registry is not Avro: |not Avro of schema Sample: ).+");
  }

  @Test
  void deepAndHugeSchemasAreDeadLetters() {
    String deep = "{\"type\":\"array\",\"items\":".repeat(900) + "\"int\"" + "}".repeat(900);
    registry.on(ID_1, 200, schema(deep));
    assertThatThrownBy(this::read).isInstanceOf(Rejection.class);

    String tooDeep = "[".repeat(50_000) + "]".repeat(50_000);
    registry.on(ID_1, 200, schema(tooDeep));
    assertThatThrownBy(this::read).isInstanceOf(Rejection.class);

    String doc = "x".repeat(1 << 20);
    registry.on(ID_1, 200, schema(SAMPLE.toString().replaceFirst("One draw", doc)));
    assertThat(readable()).isEqualTo(Records.sample());
  }

  @Test
  void anAnswerWithoutEndIsAFailingRegistry() {
    registry.on(ID_1, 200, schema("x".repeat(5 << 20)));
    assertThatThrownBy(this::read)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("an answer of more than 4194304 bytes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404|{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}",
        "404|{\"error_code\":40401,\"message\":\"Subject not found\"}",
        "404|{\"error_code\":null}",
        "404|{\"error_code\":{}}",
        "404|{\"message\":\"no\"}",
        "404|<html>nginx</html>",
        "404|``",
        "200|``",
        "200|null",
        "200|[]",
        "200|{}",
        "200|\"schema\"",
        "200|{\"schema\":null}",
        "200|{\"schema\":{\"type\":\"string\"}}",
        "200|{\"schema\":7}",
        "200|{\"schema\":\"\\\"string\\\"\",\"schemaType\":3}",
        "200|{\"schema\":\"\\\"str",
        "200|<html>log in here</html>",
        "200|{\"error_code\":40403,\"message\":\"not found\"}",
        "204|``",
        "302|``",
        "400|{\"error_code\":400}",
        "401|{\"error_code\":401}",
        "403|{\"error_code\":403}",
        "408|``",
        "418|``"
      })
  void anyOtherAnswerIsAFailingRegistryThatIsNamed(int status, String body) {
    registry.on(ID_1, status, status == 204 ? "" : body);
    assertThatThrownBy(this::read)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(registry.address());
    boolean isFinal = status == 401 || status == 403;
    assertThat(registry.requests()).hasSize(isFinal ? 1 : 5);
  }

  @Test
  void onlyTheRegistrysOwnWordMeansThatThereIsNone() {
    registry.on(ID_1, 404, MISSING);
    assertRefused("schema registry " + registry.address() + " has no schema 1");
  }

  @Test
  void aRegistryThatRecoversIsHeard() {
    registry.on(
        ID_1,
        Reply.of(404, "<html>starting</html>"),
        Reply.of(429, ""),
        Reply.of(503, ""),
        Reply.of(200, schema(SAMPLE.toString())));
    assertThat(readable()).isEqualTo(Records.sample());
    assertThat(registry.requests()).hasSize(4);
  }

  @Test
  void waitsAsLongAsABusyRegistryAsks() {
    registry.on(
        ID_1,
        new Reply(429, Map.of("Retry-After", "1"), "", false),
        Reply.of(200, schema(SAMPLE.toString())));
    long before = System.nanoTime();
    assertThat(readable()).isEqualTo(Records.sample());
    assertThat(System.nanoTime() - before).isGreaterThan(1_000_000_000L);
  }

  @Test
  void aBodyThatStallsHasTheDeadlineOfTheAnswer() {
    registry.on(
        ID_1,
        new Reply(200, Map.of(), "{\"schema\":", true),
        Reply.of(200, schema(SAMPLE.toString())));
    assertThat(readable()).isEqualTo(Records.sample());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsFollowed(int status) {
    registry.on(ID_1, new Reply(status, Map.of("Location", "/moved/1"), "", false));
    registry.on("GET /moved/1", 200, schema(SAMPLE.toString()));
    assertThat(readable()).isEqualTo(Records.sample());
  }

  @Test
  void redirectsThatLeadNowhereAreAFailingRegistry() {
    for (String to : List.of("/schemas/ids/1", "", "http://:-1", "ftp://localhost/", "::")) {
      registry.on(ID_1, new Reply(307, Map.of("Location", to), "", false));
      assertThatThrownBy(this::read).isInstanceOf(UnavailableException.class);
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
    Sample sample = readable(new byte[] {2, 'm', 0, 0, 0});
    assertThat(sample.getExperimentId()).isEqualTo("m");
    assertThat(sample.getTargets()).isEmpty();
  }

  @Test
  void referencesThatLeadNowhereAreDeadLetters() {
    String text =
        "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"A\"}]}";
    registry.on(ID_1, 200, schema(text, "AVRO", "A", "a", "3"));
    registry.on("GET /subjects/a/versions/3", 404, "{\"error_code\":40402}");
    assertRefused("schema 1 refers to a version 3, which the registry has not");

    registry.on(ID_1, 200, schema(text, "AVRO", "A", "", "0"));
    assertRefused("schema 1 refers to what is no schema:  version 0");

    registry.on("GET /subjects/a/versions/3", 200, schema(text, "AVRO", "A", "a", "3"));
    registry.on(ID_1, 200, schema(text, "AVRO", "A", "a", "3"));
    assertThatThrownBy(this::read)
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("schema 1 of the registry is not Avro: ");
  }

  @Test
  void aRecordMayNameWhatNoRegistryHas() {
    registry.on(ID_1, 404, MISSING);
    assertThatThrownBy(() -> frames().read(new byte[] {0, -1, -1, -1, -1, 0}))
        .isInstanceOf(Rejection.class)
        .hasMessage("id -1 of a schema is negative");
    ConfluentFrame<Sample> frames = frames();
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

    assertThat(frames().read(AVRO, header)).isEqualTo(Records.sample());
    byte[] both = Arrays.copyOf(header, 17 + AVRO.length);
    System.arraycopy(AVRO, 0, both, 17, AVRO.length);
    assertThat(frames().read(both)).isEqualTo(Records.sample());
    registry.on(ID_1, 200, schema(SAMPLE.toString()));
    assertThat(frames().read(AVRO, ConfluentFrame.header(1))).isEqualTo(Records.sample());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "01", "0000000001ff", "02", "7b7d", "0100"})
  void aHeaderThatNamesNoSchemaIsADeadLetter(String header) {
    byte[] bytes = HexFormat.of().parseHex(header);
    assertThatThrownBy(() -> frames().read(AVRO, bytes))
        .isInstanceOf(Rejection.class)
        .hasMessage(
            "header __value_schema_id is neither 00 and an id of 4 bytes nor 01 and a GUID of 16 bytes");
  }

  @Test
  void aHeaderWithoutRegistryIsSaid() {
    Decoder<Sample> decoder = Decoder.of(Sample.class, null, 10_000);
    assertThat(decoder.decode(AVRO, ConfluentFrame.header(1)).message())
        .isEqualTo("has a header __value_schema_id, but no schema registry is configured");
    byte[] json =
        "{\"experimentId\":\"m\",\"targets\":[],\"values\":[]}".getBytes(StandardCharsets.UTF_8);
    assertThat(decoder.decode(json, ConfluentFrame.header(1)).record().getExperimentId())
        .isEqualTo("m");
    assertThat(decoder.decode(new byte[] {1, 2}).message())
        .isEqualTo("begins with 01 like a Confluent frame, but no schema registry is configured");
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

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"id\":null}", "{\"id\":\"7\"}", "{\"id\":-1}", "{\"id\":1e30}", ""})
  void anIdThatIsNoneIsAFailingRegistry(String body) {
    registry.on("POST /subjects/t-value/versions", 200, body);
    assertThatThrownBy(() -> client.register("t-value", SAMPLE))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void theSecretIsSentAndNeverSaid() throws Rejection {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString("me:pä:ss".getBytes(StandardCharsets.UTF_8));
    RegistryAccess access =
        RegistryAccess.of("http://me:p%C3%A4%3Ass@" + registry.host() + "/", Map.of());
    registry.on(ID_1, 200, schema(SAMPLE.toString()));
    assertThat(frames(access).read(frame(AVRO))).isEqualTo(Records.sample());
    assertThat(registry.requests()).containsExactly(ID_1 + " as " + basic);

    registry.on(ID_1, 401, "{\"message\":\"no user me:pä:ss, " + basic + "\"}");
    assertThatThrownBy(() -> frames(access).read(frame(AVRO)))
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

      assertThat(frames(access).read(frame(AVRO))).isEqualTo(Records.sample());
      assertThat(registry.requests()).containsExactly(ID_1 + " as Bearer t0k.en");
      assertThat(elsewhere.requests()).containsExactly("GET /x");
    }
  }

  /** Whatever a registry answers and a record holds: a record, a reason, or a failing registry. */
  @Test
  void brokenAnswersThrowNothingElse() {
    Random random = new Random(4);
    String whole = schema(SAMPLE.toString(), "AVRO", "a", "b", "1");
    registry.on("GET /subjects/b/versions/1", 200, schema("\"int\"", "AVRO"));
    int read = 0;
    for (int round = 0; round < 150; round++) {
      StringBuilder body = new StringBuilder(whole);
      for (int edits = random.nextInt(4); edits > 0; edits--) {
        int at = random.nextInt(body.length());
        switch (random.nextInt(3)) {
          case 0 -> body.deleteCharAt(at);
          case 1 -> body.setCharAt(at, (char) (32 + random.nextInt(95)));
          default -> body.setLength(1 + at);
        }
      }
      registry.on(ID_1, random.nextInt(10) == 0 ? 404 : 200, body.toString());
      byte[] value = frame(AVRO);
      value[5 + random.nextInt(value.length - 5)] ^= (byte) random.nextInt(4);
      try {
        frames().read(value);
        read++;
      } catch (Rejection | UnavailableException e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(500);
      }
    }
    assertThat(read).isBetween(8, 120);
  }

  private Sample readable(byte... avro) {
    try {
      return frames().read(frame(avro.length == 0 ? AVRO : avro));
    } catch (Rejection e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private void read() throws Rejection {
    frames().read(frame(AVRO));
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::read).isInstanceOf(Rejection.class).hasMessage(message);
  }

  private ConfluentFrame<Sample> frames() {
    return new ConfluentFrame<>(Sample.class, client, System::nanoTime);
  }

  private static ConfluentFrame<Sample> frames(RegistryAccess access) {
    return new ConfluentFrame<>(Sample.class, StandInRegistry.client(access), System::nanoTime);
  }

  private static byte[] frame(byte[] avro) {
    byte[] header = ConfluentFrame.header(1);
    return ByteBuffer.allocate(header.length + avro.length).put(header).put(avro).array();
  }
}
