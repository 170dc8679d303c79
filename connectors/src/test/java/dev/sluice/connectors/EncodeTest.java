// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Records;
import dev.sluice.connectors.wire.TestRegistry;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class EncodeTest {
  private static final PosteriorSnapshot RECORD = Records.posteriorSnapshot();

  private static KafkaSettings settings(WireFormat format, String registry) {
    return new KafkaSettings(
        "unused:1", "test.", Delivery.AT_LEAST_ONCE, format, registry, 262_144, Map.of());
  }

  private static List<Encoded> encode(KafkaSettings settings, PosteriorSnapshot record) {
    List<Encoded> encoded = new ArrayList<>();
    new Encode<>(PosteriorSnapshot.class, settings, Topic.POSTERIOR_METRICS, Topic.POSTERIOR_LATEST)
        .flatMap(new Keyed<>("k", record), new ListCollector<>(encoded));
    return encoded;
  }

  @Test
  void aRecordGoesToBothTopicsWithTheSameBytes() {
    List<Encoded> encoded = encode(settings(WireFormat.JSON, null), RECORD);

    assertThat(encoded)
        .extracting(Encoded::topic)
        .containsExactly("test.posterior.metrics", "test.posterior.latest");
    assertThat(encoded)
        .allSatisfy(
            each -> {
              assertThat(each.key()).isEqualTo("k".getBytes(UTF_8));
              assertThat(each.value())
                  .isEqualTo(
                      KafkaSettings.of("unused:1")
                          .encoder(PosteriorSnapshot.class, "unused")
                          .encode(RECORD));
            });
  }

  @Test
  void aTombstoneGoesToTheTopicOfTheLatestAlone() {
    assertThat(encode(settings(WireFormat.JSON, null), null))
        .singleElement()
        .satisfies(
            tombstone -> {
              assertThat(tombstone.topic()).isEqualTo("test.posterior.latest");
              assertThat(tombstone.value()).isNull();
            });
  }

  @Test
  void inAConfluentFrameEachTopicHasItsOwnSubject() {
    try (TestRegistry registry = new TestRegistry()) {
      KafkaSettings settings = settings(WireFormat.CONFLUENT, registry.address());

      List<Encoded> encoded = encode(settings, RECORD);

      assertThat(registry.requests())
          .containsExactly(
              "POST /subjects/test.posterior.metrics-value/versions",
              "POST /subjects/test.posterior.latest-value/versions");
      assertThat(encoded)
          .extracting(
              each -> settings.decoder(PosteriorSnapshot.class).decode(each.value()).record())
          .containsExactly(RECORD, RECORD);
      assertThat(encoded.get(0).value()).isNotEqualTo(encoded.get(1).value());
    }
  }
}
