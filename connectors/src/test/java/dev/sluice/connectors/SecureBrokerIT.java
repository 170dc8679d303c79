// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands and jobs reach a broker with TLS and users; whoever cannot is told why, in one line. */
class SecureBrokerIT {
  @RegisterExtension private static final SecureBroker BROKER = SecureBroker.shared();

  @Test
  void tlsAndUsersAreServed() {
    assertThat(missing(BROKER.plain(), Map.of())).containsExactly("none.samples");
    assertThat(missing(BROKER.tls(), BROKER.tlsProperties())).containsExactly("none.samples");
    String password = SecureBroker.password(SecureBroker.USER);
    assertThat(missing(BROKER.users(), BROKER.login(SecureBroker.USER, password)))
        .containsExactly("none.samples");
  }

  @Test
  void aWrongPasswordIsSaid() {
    assertThatThrownBy(
            () -> missing(BROKER.users(), BROKER.login(SecureBroker.USER, "somebody-else")))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Kafka at %s cannot be used: Authentication failed during authentication due to invalid"
                    .formatted(BROKER.users())
                + " credentials with SASL mechanism SCRAM-SHA-512");
  }

  @Test
  void whoSpeaksPlainTextToTlsIsToldWhatIsMissing() {
    // Nothing but the end of this time tells that TLS was spoken.
    Map<String, String> soon =
        Map.of("default.api.timeout.ms", "3000", "request.timeout.ms", "3000");
    assertThatThrownBy(() -> missing(BROKER.tls(), soon))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Kafka at %s cannot be used: it speaks TLS: give --kafka-properties a file with security.protocol=SSL (or SASL_SSL) and ssl.truststore.location"
                .formatted(BROKER.tls()));
    assertThat(Listener.speaksTls(BROKER.plain())).isFalse();
    assertThat(Listener.speaksTls("nonsense")).isFalse();
  }

  @Test
  void aCertificateThatIsNotTrustedIsSaid() {
    assertThatThrownBy(() -> missing(BROKER.tls(), BROKER.foreignTlsProperties()))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Kafka at %s cannot be used: no trust in its certificate (ssl.truststore.location): unable to find valid certification path to requested target"
                .formatted(BROKER.tls()));
  }

  private static List<String> missing(String bootstrap, Map<String, String> properties) {
    Map<String, String> all = new HashMap<>();
    all.put("default.api.timeout.ms", "60000");
    all.put("request.timeout.ms", "60000");
    all.putAll(properties);
    KafkaSettings settings =
        new KafkaSettings(
            bootstrap, "none.", Delivery.AT_LEAST_ONCE, WireFormat.JSON, null, 100_000, all);
    return Topics.missing(settings, List.of(Topic.SAMPLES));
  }
}
