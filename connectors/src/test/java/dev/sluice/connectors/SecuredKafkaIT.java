// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.wire.Records;
import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.test.JaasUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sources, sinks and topic creation present themselves as the properties file says. */
class SecuredKafkaIT {
  @RegisterExtension
  private static final TestBroker BROKER =
      TestBroker.secured(login(JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD));

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @TempDir private Path folder;

  @Test
  void theWholeWayWorksWithPasswords() throws Exception {
    KafkaSettings settings = settings(JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD);
    CopyJob job = new CopyJob(settings, keyed -> keyed);
    String samples = Topic.SAMPLES.name(settings.prefix());
    BROKER.send(samples, null, settings.encoder(Sample.class, samples).encode(Records.sample()));
    BROKER.send(samples, null, "garbage".getBytes(UTF_8));

    job.runToTheEnd();

    // The broker marks committed records as such after it has said so.
    await()
        .atMost(TestCluster.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(BROKER.records(CopyJob.OUTPUT.name(settings.prefix())))
                  .extracting(ConsumerRecord::value)
                  .containsExactly(
                      settings.encoder(Sample.class, samples).encode(Records.sample()));
              assertThat(BROKER.records(Topic.DEAD_LETTERS.name(settings.prefix())))
                  .extracting(ConsumerRecord::value)
                  .containsExactly("garbage".getBytes(UTF_8));
            });
  }

  @Test
  void aWrongPasswordIsSaid() throws Exception {
    KafkaSettings settings = settings("wrong");

    assertThatThrownBy(() -> Topics.missing(settings, List.of(Topic.SAMPLES)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Kafka at %s cannot be used: Authentication failed: Invalid username or password"
                .formatted(BROKER.bootstrap()));
  }

  private KafkaSettings settings(String password) throws IOException {
    Path file = folder.resolve("client.properties");
    StringBuilder lines = new StringBuilder();
    login(password)
        .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    Files.writeString(file, lines);
    return new KafkaSettings(
        BROKER.bootstrap(),
        "secured.",
        Delivery.EXACTLY_ONCE,
        WireFormat.JSON,
        null,
        10_000,
        KafkaProperties.read(file));
  }

  private static Map<String, String> login(String password) {
    return Map.of(
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(JaasUtils.KAFKA_PLAIN_ADMIN, password));
  }
}
