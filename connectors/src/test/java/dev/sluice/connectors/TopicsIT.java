// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The only tests of this module whose topics have the prefix that is the default. */
class TopicsIT {
  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();

  @Test
  void missingTopicsAreCreatedOnceWithTheirCleanupPolicy() throws Exception {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());
    List<Topic> topics = List.of(Topic.EXPERIMENTS, Topic.SAMPLES, Topic.DEAD_LETTERS);
    BROKER.create("sluice.samples");

    assertThat(Topics.missing(settings, topics))
        .containsExactly("sluice.experiments", "sluice.dead-letters");
    assertThat(Topics.create(settings, topics, 3))
        .containsExactly("sluice.experiments", "sluice.dead-letters");
    assertThat(Topics.missing(settings, topics)).isEmpty();
    assertThat(Topics.create(settings, topics, 3)).isEmpty();
    assertThat(config("sluice.experiments", "cleanup.policy")).isEqualTo("compact");
    assertThat(config("sluice.experiments", "delete.retention.ms"))
        .as("an end is known as long as nobody declares anew")
        .isEqualTo("3153600000000");
    assertThat(config("sluice.dead-letters", "cleanup.policy")).isEqualTo("delete");
    assertThat(Long.parseLong(config("sluice.dead-letters", "max.message.bytes")))
        .isGreaterThan(10 * Long.parseLong(config("sluice.samples", "max.message.bytes")));
  }

  @Test
  void theLatestTimestampIsThatOfAllPartitionsWhoeverSetIt() {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());
    Topics.create(settings, List.of(Topic.SURVEY_RESPONSES), 2);
    String topic = Topic.SURVEY_RESPONSES.name(Topic.DEFAULT_PREFIX);

    assertThat(Topics.latestTimestamp(settings, Topic.SURVEY_RESPONSES)).isEqualTo(-1);
    for (long timestamp : new long[] {1_700_000_000_007L, 1_700_000_000_009L, 1_700_000_000_008L}) {
      int partition = (int) (timestamp % 2);
      BROKER.send(List.of(new ProducerRecord<>(topic, partition, timestamp, null, new byte[1])));
    }
    assertThat(Topics.latestTimestamp(settings, Topic.SURVEY_RESPONSES))
        .isEqualTo(1_700_000_000_009L);
  }

  @Test
  void aRefusalNamesTheBroker() {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());

    assertThatThrownBy(() -> Topics.create(settings, List.of(Topic.POSTERIOR_LATEST), 0))
        .isInstanceOf(UnavailableException.class)
        .hasMessageStartingWith("Kafka at " + BROKER.bootstrap() + " cannot be used: ");
  }

  @Test
  void anUnreachableBrokerIsNamed() {
    assertThatThrownBy(
            () -> Topics.missing(KafkaSettings.of("localhost:1"), List.of(Topic.SAMPLES)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("Kafka at localhost:1 cannot be used: no broker answers within 8 s");
  }

  @Test
  void anAddressThatIsNoneIsNamed() {
    assertThatThrownBy(() -> Topics.missing(KafkaSettings.of("nonsense"), List.of(Topic.SAMPLES)))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("Kafka at nonsense cannot be used: Invalid url in bootstrap.servers: nonsense");
  }

  private static String config(String topic, String name)
      throws ExecutionException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      return config.get(name).value();
    }
  }
}
