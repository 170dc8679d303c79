// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds transactions that producers have begun and not ended: nobody reads beyond them. */
public final class OpenTransactions {
  private static final int REQUEST_MILLIS = 8_000;

  private OpenTransactions() {}

  /**
   * Where topics have records behind the beginning of an open transaction.
   *
   * @return "TOPIC, partition P, from offset N" of each partition; empty if there is none
   * @throws ExecutionException if the broker does not answer
   */
  public static List<String> of(KafkaSettings settings, List<Topic> topics)
      throws InterruptedException, ExecutionException {
    if (topics.isEmpty()) {
      return List.of();
    }
    Map<String, Object> properties = new HashMap<>(settings.properties());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    try (Admin admin = Admin.create(properties)) {
      Map<TopicPartition, OffsetSpec> ends = ends(admin, settings, topics);
      Map<TopicPartition, ListOffsetsResultInfo> written =
          offsets(admin, ends, IsolationLevel.READ_UNCOMMITTED);
      Map<TopicPartition, ListOffsetsResultInfo> stable =
          offsets(admin, ends, IsolationLevel.READ_COMMITTED);
      List<String> open = new ArrayList<>();
      stable.forEach(
          (partition, end) -> {
            if (end.offset() < written.get(partition).offset()) {
              open.add(
                  "%s, partition %d, from offset %d"
                      .formatted(partition.topic(), partition.partition(), end.offset()));
            }
          });
      return open.stream().sorted().toList();
    }
  }

  private static Map<TopicPartition, OffsetSpec> ends(
      Admin admin, KafkaSettings settings, List<Topic> topics)
      throws InterruptedException, ExecutionException {
    List<String> names = topics.stream().map(topic -> topic.name(settings.prefix())).toList();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(
              partition ->
                  ends.put(
                      new TopicPartition(topic.name(), partition.partition()),
                      OffsetSpec.latest()));
    }
    return ends;
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, Map<TopicPartition, OffsetSpec> ends, IsolationLevel level)
      throws InterruptedException, ExecutionException {
    return admin.listOffsets(ends, new ListOffsetsOptions(level)).all().get();
  }
}
