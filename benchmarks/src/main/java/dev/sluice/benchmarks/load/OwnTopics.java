// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** All topics under a prefix of their own, which are deleted in the end. */
final class OwnTopics implements AutoCloseable {
  private static final int SEGMENT_BYTES = 64 << 20;

  private final KafkaSettings kafka;

  /** Settings of JSON under a prefix. */
  static KafkaSettings settings(String bootstrap, String prefix, Delivery delivery) {
    return new KafkaSettings(
        bootstrap,
        prefix,
        delivery,
        WireFormat.JSON,
        null,
        KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
        Map.of());
  }

  OwnTopics(KafkaSettings kafka, int partitions) {
    this.kafka = kafka;
    Topics.create(kafka, Arrays.asList(Topic.values()), partitions);
  }

  /** Lets the broker delete the oldest records of a topic that takes more than this. */
  void keepAtMost(long bytes, Topic topic) {
    try (Admin admin = Topics.admin(kafka)) {
      await(
          admin
              .incrementalAlterConfigs(
                  Map.of(
                      new ConfigResource(ConfigResource.Type.TOPIC, topic.name(kafka.prefix())),
                      List.of(set("retention.bytes", bytes), set("segment.bytes", SEGMENT_BYTES))))
              .all());
    }
  }

  private static AlterConfigOp set(String name, long value) {
    return new AlterConfigOp(
        new ConfigEntry(name, String.valueOf(value)), AlterConfigOp.OpType.SET);
  }

  private static void await(KafkaFuture<Void> done) {
    try {
      done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new Failure("the broker refuses: " + Failure.rootCause(e), e);
    }
  }

  @Override
  public void close() {
    try (Admin admin = Topics.admin(kafka)) {
      await(
          admin
              .deleteTopics(
                  Arrays.stream(Topic.values()).map(topic -> topic.name(kafka.prefix())).toList())
              .all());
    }
  }
}
