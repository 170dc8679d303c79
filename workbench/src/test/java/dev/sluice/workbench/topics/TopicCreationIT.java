// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TopicCreationIT {
  @RegisterExtension static final TestBroker BROKER = TestBroker.open();

  @Test
  void aTombstoneFollowsItsDeclarationThoughClientsHashKeysDifferently() throws Exception {
    KafkaSettings settings = KafkaSettings.of(BROKER.bootstrap());

    TopicCreation.create(settings, List.of(Topic.SAMPLES, Topic.EXPERIMENTS));
    TopicCreation.create(settings, List.of(Topic.EXPERIMENTS, Topic.POSTERIOR_LATEST));

    assertThat(partitions())
        .isEqualTo(
            Map.of("sluice.experiments", 1, "sluice.samples", 4, "sluice.posterior.latest", 4));
  }

  private static Map<String, Integer> partitions() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
      return admin
          .describeTopics(admin.listTopics().names().get())
          .allTopicNames()
          .get()
          .values()
          .stream()
          .collect(Collectors.toMap(topic -> topic.name(), topic -> topic.partitions().size()));
    }
  }
}
