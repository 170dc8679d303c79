// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.WireFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final String SCRAM =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"sluice\" ";

  @Test
  void findsWhatLiesInClear() {
    assertThat(
            Secrets.inClear(
                settings(
                    "https://me:hidden@registry",
                    Map.of(
                        "sasl.jaas.config", SCRAM + "password=\"hidden\";",
                        "ssl.truststore.password", "hidden",
                        "ssl.key.password", "hidden",
                        "ssl.truststore.location", "/etc/trust.p12"))))
        .containsExactly(
            "sasl.jaas.config", "ssl.key.password", "ssl.truststore.password", "registry");
    assertThat(
            Secrets.inClear(
                settings(
                    "https://registry", Map.of("schema.registry.bearer.auth.token", "hidden"))))
        .containsExactly("schema.registry.bearer.auth.token");
  }

  @Test
  void aPlaceIsNoSecret() {
    assertThat(
            Secrets.inClear(
                settings(
                    null,
                    Map.of(
                        "sasl.jaas.config",
                        SCRAM + "password=\"${file:/etc/secrets:password}\";",
                        "ssl.truststore.password",
                        "${file:/etc/secrets:trust}",
                        "ssl.key.password",
                        " "))))
        .isEmpty();
    assertThat(Secrets.inClear(KafkaSettings.of("kafka:9092"))).isEmpty();
  }

  private static KafkaSettings settings(String registry, Map<String, String> properties) {
    return new KafkaSettings(
        "kafka:9093", "t.", Delivery.AT_LEAST_ONCE, WireFormat.JSON, registry, 100, properties);
  }
}
