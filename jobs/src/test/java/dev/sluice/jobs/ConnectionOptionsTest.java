// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ConnectionOptionsTest {
  private static final String URL = "http://registry:8081";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("SLUICE_REGISTRY_TOKEN", "t0ken", "HOME", "/root");

  @TempDir private Path folder;

  @Command(name = "read")
  static final class Read {
    @Mixin private ConnectionOptions connection;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://r:99999|expected a port from 1 to 65535",
        "http://a:1,http://b:2|expected one address, not a list",
        "r:8081|expected http://HOST:PORT or https://HOST:PORT"
      })
  void aRegistryThatIsNoneIsRefusedByItsOption(String url, String expected) {
    assertThatThrownBy(() -> parse("--registry=" + url))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--registry is \"" + url + "\"; " + expected);
  }

  @Test
  void blanksAroundAnAddressDoNotMatter() {
    assertThat(parse("--registry= " + URL + " ").decoder(Sample.class)).isNotNull();
  }

  @Test
  void howOftenARegistryIsAskedIsAnOption() {
    assertThat(parse("--registry=" + URL, "--registry-tries=3").properties())
        .isEqualTo(Map.of("schema.registry.tries", "3"));
    assertThatThrownBy(() -> parse("--registry=" + URL, "--registry-tries=101"))
        .isInstanceOf(ParameterException.class)
        .hasMessage("--registry-tries is \"101\"; expected 0 to 100");
  }

  @Test
  void theRegistrysPropertiesStandBesideThoseOfKafka() throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "schema.registry.basic.auth.user.info=me:s3cret\nclient.rack=r\n");
    KafkaSettings settings = parse("--registry=" + URL, "--kafka-properties=" + file);
    assertThat(settings.toString())
        .contains("schema.registry.basic.auth.user.info")
        .doesNotContain("s3cret");

    Files.writeString(file, "schema.registry.auth=me:s3cret\n");
    assertThatThrownBy(() -> parse("--registry=" + URL, "--kafka-properties=" + file))
        .isInstanceOf(ParameterException.class)
        .hasMessageStartingWith(
            "--kafka-properties: Kafka property schema.registry.auth is not known; ")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void theEnvironmentSaysWhoAsksWhereNothingElseDoes() {
    String token = "schema.registry.bearer.auth.token";
    Map<String, String> none = Map.of("client.rack", "r");
    Map<String, String> user = Map.of("schema.registry.basic.auth.user.info", "me:secret");

    assertThat(ConnectionOptions.withLogin(none, URL, ENVIRONMENT))
        .isEqualTo(Map.of("client.rack", "r", token, "t0ken"));
    assertThat(ConnectionOptions.withLogin(none, URL, Map.of("SLUICE_REGISTRY_USER_INFO", "a:b")))
        .containsEntry("schema.registry.basic.auth.user.info", "a:b");
    assertThat(ConnectionOptions.withLogin(none, URL, Map.of("SLUICE_REGISTRY_TOKEN", "")))
        .isEqualTo(none);
    assertThat(ConnectionOptions.withLogin(user, URL, ENVIRONMENT)).isEqualTo(user);
    assertThat(ConnectionOptions.withLogin(none, null, ENVIRONMENT)).isEqualTo(none);
    assertThat(ConnectionOptions.withLogin(none, "http://a:b@registry", ENVIRONMENT))
        .isEqualTo(none);
  }

  private static KafkaSettings parse(String... arguments) {
    Read read = new Read();
    String[] all = new String[arguments.length + 1];
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[0] = "--bootstrap=localhost:1";
    new CommandLine(read).parseArgs(all);
    return read.connection.settings();
  }
}
