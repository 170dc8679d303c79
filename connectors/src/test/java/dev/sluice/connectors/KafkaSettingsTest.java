// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
  @TempDir private Path folder;

  @Test
  void defaultsAreJsonAtLeastOnceUnderTheUsualPrefix() {
    assertThat(KafkaSettings.of("kafka:9092"))
        .isEqualTo(
            new KafkaSettings(
                "kafka:9092",
                "sluice.",
                Delivery.AT_LEAST_ONCE,
                WireFormat.JSON,
                null,
                262_144,
                Map.of()));
  }

  @Test
  void settingsTravelToTheTasks() throws Exception {
    KafkaSettings settings =
        settings(WireFormat.CONFLUENT, "http://registry:8081", 1, Map.of("client.rack", "r1"));

    assertThat(InstantiationUtil.clone(settings)).isEqualTo(settings);
  }

  @Test
  void secretsAreNotShown() {
    KafkaSettings settings =
        settings(WireFormat.JSON, null, 1, Map.of("sasl.jaas.config", "password=secret"));

    assertThat(settings.toString()).contains("sasl.jaas.config").doesNotContain("secret");
  }

  @Test
  void theSecretOfARegistryIsNotShown() {
    KafkaSettings settings =
        settings(WireFormat.JSON, "http://me:s3cret@registry:8081", 1, Map.of());

    assertThat(settings.toString()).contains("http://***@registry:8081").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bootstrap.servers", "group.id", "isolation.level", "transactional.id"})
  void propertiesThatGuaranteesRestOnAreRefused(String name) {
    assertThatThrownBy(() -> settings(WireFormat.JSON, null, 1, Map.of(name, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Kafka property " + name + " is set by Sluice itself");
  }

  @Test
  void wrongSettingsAreNamed() {
    assertThatThrownBy(() -> KafkaSettings.of(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bootstrap is empty; expected HOST:PORT");
    assertThatThrownBy(() -> settings(WireFormat.JSON, null, 0, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxRecordBytes is 0; expected at least 1");
    assertThatThrownBy(() -> settings(WireFormat.CONFLUENT, null, 1, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("format confluent needs the address of a registry");
    assertThatThrownBy(() -> settings(WireFormat.JSON, "registry:8081", 1, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "registry is \"registry:8081\"; expected http://HOST:PORT or https://HOST:PORT");
  }

  @Test
  void propertiesAreReadFromAFile() throws IOException {
    Path file = folder.resolve("client.properties");
    Files.writeString(file, "# who we are\nsecurity.protocol = SASL_SSL\nsasl.mechanism=PLAIN\n");

    assertThat(KafkaProperties.read(file))
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path missing = folder.resolve("missing.properties");
    Path broken = folder.resolve("broken.properties");
    Files.writeString(broken, "name=\\uXYZ\n");

    assertThatThrownBy(() -> KafkaProperties.read(missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no file of Kafka properties at " + missing);
    assertThatThrownBy(() -> KafkaProperties.read(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read Kafka properties from " + broken + ": ");
    assertThatThrownBy(() -> KafkaProperties.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read Kafka properties from " + folder + ": ");
  }

  private static KafkaSettings settings(
      WireFormat format, String registry, int maxRecordBytes, Map<String, String> properties) {
    return new KafkaSettings(
        "kafka:9092", "", Delivery.EXACTLY_ONCE, format, registry, maxRecordBytes, properties);
  }
}
