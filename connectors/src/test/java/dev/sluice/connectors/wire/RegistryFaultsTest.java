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

  @AutoClose private final StandInRegistry registry = new StandInRegistry();
  private final SchemaRegistry client = registry.client();

  @Test
  void aSchemaOfAnotherKindIsADeadLetterThatNamesTheKind() {
    String json = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
    registry.on(ID_1, 200, schema(json, "JSON"));
    registry.assertRefused("schema 1 of the registry is JSON, not Avro");
    registry.on(ID_1, 200, schema("syntax = \"proto3\";", "PROTOBUF"));
    registry.assertRefused("schema 1 of the registry is PROTOBUF, not Avro");
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
    assertThatThrownBy(registry::read)
        .isInstanceOf(Rejection.class)
        .message()
        .matches("(?s)(schema 1 of the registry is not Avro: |not Avro of schema Sample: ).+");
  }

  @Test
  void deepAndHugeSchemasAreDeadLetters() {
    String deep = "{\"type\":\"array\",\"items\":".repeat(900) + "\"int\"" + "}".repeat(900);
    registry.on(ID_1, 200, schema(deep));
    assertThatThrownBy(registry::read).isInstanceOf(Rejection.class);

    String tooDeep = "[".repeat(50_000) + "]".repeat(50_000);
    registry.on(ID_1, 200, schema(tooDeep));
    assertThatThrownBy(registry::read).isInstanceOf(Rejection.class);

    String doc = "x".repeat(1 << 20);
    registry.on(ID_1, 200, schema(SAMPLE.toString().replaceFirst("One draw", doc)));
    assertThat(registry.readable()).isEqualTo(Records.sample());
  }

  @Test
  void anAnswerWithoutEndIsAFailingRegistry() {
    registry.on(ID_1, 200, schema("x".repeat(5 << 20)));
    assertThatThrownBy(registry::read)
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
    assertThatThrownBy(registry::read)
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(registry.address());
    boolean isFinal = status == 401 || status == 403;
    assertThat(registry.requests()).hasSize(isFinal ? 1 : 5);
  }

  @Test
  void onlyTheRegistrysOwnWordMeansThatThereIsNone() {
    registry.on(ID_1, 404, MISSING);
    registry.assertRefused("schema registry " + registry.address() + " has no schema 1");
  }

  @Test
  void aRegistryThatRecoversIsHeard() {
    registry.on(
        ID_1,
        Reply.of(404, "<html>starting</html>"),
        Reply.of(429, ""),
        Reply.of(503, ""),
        Reply.of(200, schema(SAMPLE.toString())));
    assertThat(registry.readable()).isEqualTo(Records.sample());
    assertThat(registry.requests()).hasSize(4);
  }

  @Test
  void waitsAsLongAsABusyRegistryAsks() {
    registry.on(
        ID_1,
        new Reply(429, Map.of("Retry-After", "1"), "", false),
        Reply.of(200, schema(SAMPLE.toString())));
    long before = System.nanoTime();
    assertThat(registry.readable()).isEqualTo(Records.sample());
    assertThat(System.nanoTime() - before).isGreaterThan(1_000_000_000L);
  }

  @Test
  void aBodyThatStallsHasTheDeadlineOfTheAnswer() {
    registry.on(
        ID_1,
        new Reply(200, Map.of(), "{\"schema\":", true),
        Reply.of(200, schema(SAMPLE.toString())));
    assertThat(registry.readable()).isEqualTo(Records.sample());
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
        registry.frames().read(value);
        read++;
      } catch (Rejection | UnavailableException e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(500);
      }
    }
    assertThat(read).isBetween(8, 120);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"id\":null}", "{\"id\":\"7\"}", "{\"id\":-1}", "{\"id\":1e30}", ""})
  void anIdThatIsNoneIsAFailingRegistry(String body) {
    registry.on("POST /subjects/t-value/versions", 200, body);
    assertThatThrownBy(() -> client.register("t-value", SAMPLE))
        .isInstanceOf(UnavailableException.class);
  }
}
