// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TopicSettings;
import dev.sluice.schemas.Topic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a plan true in Kafka. What exists stays as it is.
 *
 * @param plan what is to be
 * @param settings where Kafka is
 * @param out says what was done, topic by topic
 */
public record PlanInKafka(KafkaPlan plan, KafkaSettings settings, PrintWriter out) {

  /** Creates the topics that do not exist, and says which exist with other settings. */
  public void createTopics() {
    List<String> created = TopicCreation.create(settings, plan.topics(), plan.partitions());
    List<Topic> old = new ArrayList<>();
    for (Topic topic : plan.topics()) {
      String name = topic.name(plan.prefix());
      if (created.contains(name)) {
        out.printf("created %s: %s%n", name, plan.inWords(topic));
      } else {
        old.add(topic);
      }
    }
    for (ExistingTopic topic : ExistingTopic.describe(settings, old)) {
      String differs = String.join(", ", differences(topic));
      out.printf(
          "%s exists%s%n",
          topic.topic().name(plan.prefix()),
          differs.isEmpty() ? "" : " with other settings, left as they are: " + differs);
    }
  }

  private List<String> differences(ExistingTopic topic) {
    List<String> differences = new ArrayList<>();
    int wanted = plan.partitions(topic.topic());
    if (topic.partitions() != wanted) {
      differences.add("partitions=%d (not %d)".formatted(topic.partitions(), wanted));
    }
    topic
        .otherwise()
        .forEach(
            (name, value) ->
                differences.add(
                    "%s=%s (not %s)"
                        .formatted(name, value, TopicSettings.of(topic.topic()).get(name))));
    return differences;
  }

  /** Grants the rights of all jobs' users. */
  public void grantRights() {
    Rights.grant(settings, plan.rights());
    plan.rights().stream()
        .map(right -> right.entry().principal())
        .distinct()
        .forEach(principal -> out.printf("granted %s what its job needs%n", principal));
  }
}
