// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.SecureBroker;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.workbench.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code sluice topics} creates is what a broker then has. */
final class TopicsCommandIT {
  @RegisterExtension static final SecureBroker BROKER = SecureBroker.shared();

  @Test
  void createsTopicsOnceAndSaysWhatIsOtherwise() throws Exception {
    try (Admin admin = BROKER.admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic("made.samples", 2, (short) 1),
                  new NewTopic("made.posterior.latest", 4, (short) 1)
                      .configs(Map.of("cleanup.policy", "compact"))))
          .all()
          .get();

      assertThat(topics("--job=posterior", "--propose", "--topic-prefix=made."))
          .isEqualTo(
              Console.said(
                  "created made.experiments: 1 partition, cleanup.policy=compact,"
                      + " delete.retention.ms=3153600000000",
                  "created made.posterior.metrics: 4 partitions, cleanup.policy=delete",
                  "created made.dead-letters: 4 partitions, cleanup.policy=delete,"
                      + " max.message.bytes=17825792",
                  "created made.interventions: 4 partitions, cleanup.policy=delete",
                  "created made.approvals: 4 partitions, cleanup.policy=delete",
                  "made.samples exists with other settings, left as they are: partitions=2 (not 4),"
                      + " retention.ms=604800000 (not -1)",
                  "made.posterior.latest exists"));
      assertThat(partitions(admin, "made.experiments")).isEqualTo(1);
      assertThat(partitions(admin, "made.approvals")).isEqualTo(4);
      assertThat(partitions(admin, "made.samples")).isEqualTo(2);
      assertThat(setting(admin, "made.experiments", "cleanup.policy")).isEqualTo("compact");
      assertThat(setting(admin, "made.experiments", "delete.retention.ms"))
          .isEqualTo("3153600000000");
      assertThat(setting(admin, "made.samples", "retention.ms")).isEqualTo("604800000");
      assertThat(topics("--job=posterior", "--propose", "--topic-prefix=made.").out())
          .doesNotContain("created")
          .contains("made.experiments exists" + System.lineSeparator());
    }
  }

  @Test
  void grantsTheRightsThatItPrints() throws Exception {
    Console console =
        topics("--job=survey", "--acls", "--users=granted-", "--topic-prefix=granted.");

    assertThat(console.err()).isEmpty();
    assertThat(console.out()).endsWith("granted User:granted-survey what its job needs\n");
    try (Admin admin = BROKER.admin()) {
      // Whoever answers learns of rights a little later than who grants them.
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          admin.describeAcls(AclBindingFilter.ANY).values().get().stream()
                              .filter(
                                  right -> right.entry().principal().equals("User:granted-survey")))
                      .containsExactlyInAnyOrderElementsOf(
                          new JobAccess("survey", SurveyJob.TOPICS, SurveyJob.INPUTS)
                              .rights("granted.", "granted-survey")));
    }
  }

  private static Console topics(Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("topics"));
    arguments.addAll(List.of(options));
    arguments.add("--bootstrap=" + BROKER.plain());
    return Console.sluice(arguments.toArray());
  }

  private static int partitions(Admin admin, String topic) throws Exception {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .partitions()
        .size();
  }

  private static String setting(Admin admin, String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    return config.get(name).value();
  }
}
