// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationUpdate;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBytesTest {
  private static final KafkaSettings SETTINGS = KafkaSettings.of("unused:1");

  private final Decoder<FederationUpdate> updates = SETTINGS.decoder(FederationUpdate.class);

  /** The test vectors of RFC 4648, section 10, and the two digits that are no letters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''     | ''
          f      | Zg==
          fo     | Zm8=
          foo    | Zm9v
          foob   | Zm9vYg==
          fooba  | Zm9vYmE=
          foobar | Zm9vYmFy
          ¿¿¾    | wr/Cv8K+
          """)
  void areBase64BothWays(String bytes, String text) {
    FederationUpdate update = update("\"" + text + "\"").record();

    assertThat(update.getNumbers()).isEqualTo(ByteBuffer.wrap(bytes.getBytes(UTF_8)));
    assertThat(new String(JsonWriter.write(update), UTF_8))
        .isEqualTo(
            "{\"federation\":\"f\",\"round\":0,\"attempt\":0,\"site\":\"s\",\"words\":1,\"numbers\":\""
                + text
                + "\",\"seedCommitment\":null,\"membersDigest\":null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Zg"     | "Zg"
          "Zg="    | "Zg="
          "Zg==Zg" | "Zg==Zg"
          "Z==="   | "Z==="
          "Zm9-"   | "Zm9-"
          "Zm9v Zm"| "Zm9v Zm"
          "Zmö="   | "Zmö="
          7        | 7
          null     | null
          []       | an array
          """)
  void whatIsNotBase64IsRefusedByName(String json, String found) {
    Decoded<FederationUpdate> decoded = update(json);

    assertThat(decoded.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(decoded.message())
        .isEqualTo("numbers must be a text in base64 with padding, not " + found);
  }

  @Test
  void mayBeNullWhereTheContractSaysSo() {
    assertThat(update("\"Zg==\",\"seedCommitment\":null").record().getSeedCommitment()).isNull();
    assertThat(update("\"Zg==\",\"seedCommitment\":\"Zm8=\"").record().getSeedCommitment())
        .isEqualTo(ByteBuffer.wrap(new byte[] {'f', 'o'}));
    assertThat(update("\"Zg==\",\"seedCommitment\":\"Zm8\"").message())
        .isEqualTo("seedCommitment must be a text in base64 with padding, not \"Zm8\"");
    assertThat(update("\"Zg==\",\"seedCommitment\":1").message())
        .isEqualTo("seedCommitment must be null or a text, not 1");
  }

  @Test
  void areNamedWithTheirPlace() {
    String json =
        """
        {"federation":"f","round":0,"phase":"SHARES","at":1,"shared":"BELIEFS","minimumSites":2,
        "variables":[],"roster":[{"site":"s","maskKey":"Zg==","shareKey":"*"}]}""";

    assertThat(SETTINGS.decoder(FederationBelief.class).decode(json.getBytes(UTF_8)).message())
        .isEqualTo("roster[0].shareKey must be a text in base64 with padding, not \"*\"");
  }

  @Test
  void areThoseBetweenPositionAndLimit() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {'x', 'f', 'o', 'o', 'x'}, 1, 3).slice();
    bytes.position(1);

    FederationUpdate update = update("\"Zg==\"").record();
    update.setNumbers(bytes);

    assertThat(new String(JsonWriter.write(update), UTF_8)).contains("\"numbers\":\"b28=\"");
    assertThat(bytes.position()).isEqualTo(1);
  }

  private Decoded<FederationUpdate> update(String numbers) {
    return updates.decode(
        ("{\"federation\":\"f\",\"round\":0,\"site\":\"s\",\"words\":1,\"numbers\":"
                + numbers
                + "}")
            .getBytes(UTF_8));
  }
}
