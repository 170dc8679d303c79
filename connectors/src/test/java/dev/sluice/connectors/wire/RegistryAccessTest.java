// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAccessTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "http://registry:8081, http://registry:8081",
    "'  http://registry:8081  ', http://registry:8081",
    "http://registry:8081///, http://registry:8081",
    "https://registry/apis/ccompat/v7/, https://registry/apis/ccompat/v7",
    "http://user:secret@registry, http://registry",
    "http://[::1]:8081, http://[::1]:8081"
  })
  void theAddressIsWhatIsShown(String url, String address) {
    assertThat(RegistryAccess.of(url, Map.of())).hasToString(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "registry:8081|expected http://HOST:PORT or https://HOST:PORT",
        "ftp://registry|expected http://HOST:PORT or https://HOST:PORT",
        "http://|expected http://HOST:PORT or https://HOST:PORT",
        "http://registry:port|expected http://HOST:PORT or https://HOST:PORT",
        "http://two words|expected http://HOST:PORT or https://HOST:PORT",
        "http://registry?x=1|expected http://HOST:PORT or https://HOST:PORT",
        "http://registry:99999|expected a port from 1 to 65535",
        "http://registry:0|expected a port from 1 to 65535",
        "http://a:8081,http://b:8081|expected one address, not a list",
        "http://a:8081, https://b:8081|expected one address, not a list"
      })
  void whatIsNoAddressIsRefusedByName(String url, String expected) {
    assertThatThrownBy(() -> RegistryAccess.of(url, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("registry is \"" + url + "\"; " + expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:s3cret@registry:99999",
        "http://me:s3cret#@registry",
        "http://me:s3cret/@registry",
        "http://me:s3cret @registry",
        "http://me:s3cret%@registry",
        "me:s3cret@registry"
      })
  void theSecretOfAWrongAddressIsNotShown(String url) {
    assertThatThrownBy(() -> RegistryAccess.of(url, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .startsWith("registry is ")
        .doesNotContain("s3cret");
  }

  @Test
  void whoAsksIsSaidOnce() {
    Map<String, String> user = Map.of("schema.registry.basic.auth.user.info", "me:secret");
    assertThat(RegistryAccess.of("http://r", user).authorization()).isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(RegistryAccess.of("http://me:secret@r", Map.of()))
        .isEqualTo(RegistryAccess.of("http://r", user));
    assertThatThrownBy(() -> RegistryAccess.of("http://me:secret@r", user))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "registry has more than one of: a user in its URL, schema.registry.basic.auth.user.info,"
                + " schema.registry.bearer.auth.token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "line\nbreak", "schlüssel"})
  void aTokenThatIsNoneIsNotShown(String token) {
    assertThatThrownBy(
            () -> RegistryAccess.of("http://r", Map.of("schema.registry.bearer.auth.token", token)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Kafka property schema.registry.bearer.auth.token is no token: it is empty or has"
                + " blanks or other letters");
  }

  @Test
  void aMisspeltPropertyIsRefused() {
    assertThatThrownBy(
            () -> RegistryAccess.of("http://r", Map.of("schema.registry.basic.auth.user", "a:b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Kafka property schema.registry.basic.auth.user is not known; of a registry there are"
                + " schema.registry.basic.auth.user.info, ");
  }

  @Test
  void aTruststoreThatIsNotThereIsNamed() {
    RegistryAccess access =
        RegistryAccess.of(
            "https://r",
            Map.of("schema.registry.ssl.truststore.location", folder.resolve("none").toString()));
    assertThatThrownBy(() -> new SchemaRegistry(access))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith(
            "schema registry https://r: cannot use the truststore "
                + folder.resolve("none")
                + ": ");
  }
}
