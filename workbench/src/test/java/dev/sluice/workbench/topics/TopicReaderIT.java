// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.local.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Reading while the broker fails. */
final class TopicReaderIT {
  @Test
  void aBrokerThatDiesMidwayIsOneLine() {
    EmbeddedBroker broker = EmbeddedBroker.start("test", 0, null);
    // One record per batch and one batch per request: the others are still to be fetched.
    KafkaSettings settings =
        settings(broker, "sluice.", Map.of("batch.size", "0", "max.partition.fetch.bytes", "1"));
    TopicCreation.create(settings, List.of(Topic.SAMPLES));
    try (Publisher<Sample> publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class)) {
      for (int i = 0; i < 10; i++) {
        publisher.sendBytes("key", new byte[] {1});
      }
    }

    try (TopicReader reader = TopicReader.of(settings, Topic.SAMPLES)) {
      assertThatThrownBy(
              () ->
                  reader.readToEnd(
                      record -> {
                        if (record.offset() == 0) {
                          close(broker);
                        }
                      },
                      Duration.ofSeconds(4)))
          .isInstanceOf(Failure.class)
          .message()
          .matches("topic sluice.samples: the broker gave no record within 4 s; [1-9] are missing");
    }
  }

  @Test
  void leavesNoConsumerBehindIfATopicCannotBeOpened() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start("test", 0, null)) {
      KafkaSettings settings = settings(broker, "no/name.", Map.of("client.id", "left-behind"));

      assertThatThrownBy(() -> TopicReader.of(settings, Topic.SAMPLES))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith(
              "Kafka at " + broker.bootstrap() + " cannot be used: topic no/name.samples: ");
      assertThat(
              ManagementFactory.getPlatformMBeanServer()
                  .queryNames(new ObjectName("kafka.consumer:*,id=left-behind"), null))
          .isEmpty();
    }
  }

  private static KafkaSettings settings(
      EmbeddedBroker broker, String prefix, Map<String, String> properties) {
    return new KafkaSettings(
        broker.bootstrap(),
        prefix,
        Delivery.AT_LEAST_ONCE,
        WireFormat.JSON,
        null,
        KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
        properties);
  }

  private static void close(EmbeddedBroker broker) {
    try {
      broker.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
