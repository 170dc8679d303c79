// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TopicSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A topic that exists.
 *
 * @param topic which
 * @param partitions how many it has
 * @param otherwise the settings that are not as {@link TopicSettings} says: by name, its own value
 */
record ExistingTopic(Topic topic, int partitions, SortedMap<String, String> otherwise) {

  /**
   * How topics are that exist.
   *
   * @throws UnavailableException if no broker answers within 8 s, or if it refuses
   */
  static List<ExistingTopic> describe(KafkaSettings settings, Collection<Topic> topics) {
    List<String> names = topics.stream().map(topic -> topic.name(settings.prefix())).toList();
    try (Admin admin = Topics.admin(settings)) {
      Map<String, TopicDescription> descriptions =
          Topics.get(admin.describeTopics(names).allTopicNames(), settings);
      Map<ConfigResource, Config> configs =
          Topics.get(
              admin.describeConfigs(names.stream().map(ExistingTopic::resource).toList()).all(),
              settings);
      List<ExistingTopic> existing = new ArrayList<>();
      for (Topic topic : topics) {
        String name = topic.name(settings.prefix());
        Map<String, String> has = new HashMap<>();
        configs.get(resource(name)).entries().forEach(e -> has.put(e.name(), e.value()));
        existing.add(
            new ExistingTopic(
                topic,
                descriptions.get(name).partitions().size(),
                TopicSettings.otherwise(topic, has)));
      }
      return existing;
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
