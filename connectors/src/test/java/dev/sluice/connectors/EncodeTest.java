// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.wire.Records;
import dev.sluice.connectors.wire.TestRegistry;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.streaming.api.operators.StreamFlatMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class EncodeTest {
  private static final PosteriorSnapshot RECORD = Records.posteriorSnapshot();
  private static final PosteriorSnapshot LARGE =
      PosteriorSnapshot.newBuilder(RECORD)
          .setEdges(Collections.nCopies(40, Collections.nCopies(40, 0.123456789)))
          .build();

  private static KafkaSettings settings(WireFormat format, String registry) {
    return new KafkaSettings(
        "unused:1", "test.", Delivery.AT_LEAST_ONCE, format, registry, 262_144, Map.of());
  }

  private static KafkaSettings limited(int maxRequestBytes) {
    return new KafkaSettings(
        "unused:1",
        "test.",
        Delivery.AT_LEAST_ONCE,
        WireFormat.JSON,
        null,
        262_144,
        Map.of("max.request.size", String.valueOf(maxRequestBytes)));
  }

  @SuppressWarnings("try") // closing the harness is not interrupted
  private static <T extends SpecificRecordBase> List<Encoded> encodeMetered(
      MeteredEnvironment metered, KafkaSettings settings, Class<T> type, T record)
      throws Exception {
    try (var harness =
        new OneInputStreamOperatorTestHarness<Keyed<T>, Encoded>(
            new StreamFlatMap<>(
                new Encode<>(type, settings, Topic.POSTERIOR_METRICS, Topic.POSTERIOR_LATEST)),
            metered.environment())) {
      harness.open();
      harness.processElement(new Keyed<>("k", record), 0);
      return harness.extractOutputValues();
    }
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

  @Test
  void aRecordThatIsTooLargeForTheProducerGoesOutWithoutItsResults() throws Exception {
    byte[] bytes = encode(settings(WireFormat.JSON, null), LARGE).get(0).value();
    KafkaSettings settings = limited(bytes.length + 127);
    MeteredEnvironment metered = new MeteredEnvironment();

    List<Encoded> encoded = encodeMetered(metered, settings, PosteriorSnapshot.class, LARGE);

    PosteriorSnapshot expected =
        PosteriorSnapshot.newBuilder()
            .setExperimentId(LARGE.getExperimentId())
            .setAsOf(LARGE.getAsOf())
            .setSamples(LARGE.getSamples())
            .setVariables(LARGE.getVariables())
            .setFailureReason(FailureReason.RECORD_TOO_LARGE)
            .setFailure(
                "the results take %d bytes, but a record may take %d (Kafka property"
                        .formatted(bytes.length, bytes.length + 127)
                    + " max.request.size)")
            .build();
    assertThat(encoded)
        .extracting(Encoded::topic)
        .containsExactly("test.posterior.metrics", "test.posterior.latest");
    assertThat(encoded)
        .extracting(each -> settings.decoder(PosteriorSnapshot.class).decode(each.value()).record())
        .containsExactly(expected, expected);
    assertThat(metered.count("failures", "reason", "RECORD_TOO_LARGE")).isEqualTo(1);
    assertThat(metered.count("dropped")).isZero();
  }

  @Test
  void aRecordThatJustFitsStaysWhole() throws Exception {
    byte[] bytes = encode(settings(WireFormat.JSON, null), LARGE).get(0).value();
    KafkaSettings settings = limited(bytes.length + 1 + 128);
    MeteredEnvironment metered = new MeteredEnvironment();
    assertThat(encodeMetered(metered, settings, PosteriorSnapshot.class, LARGE))
        .extracting(Encoded::value)
        .containsExactly(bytes, bytes);
    assertThat(metered.count("failures", "reason", "RECORD_TOO_LARGE")).isZero();
  }

  @Test
  void whatIsTooLargeWithoutResultsOrCannotSaySoIsDropped() throws Exception {
    MeteredEnvironment metered = new MeteredEnvironment();
    assertThat(encodeMetered(metered, limited(200), PosteriorSnapshot.class, LARGE)).isEmpty();
    assertThat(metered.count("failures", "reason", "RECORD_TOO_LARGE")).isEqualTo(1);
    assertThat(metered.count("dropped")).isEqualTo(1);

    MeteredEnvironment other = new MeteredEnvironment();
    Variable variable = new Variable("a".repeat(500), VariableKind.CONTINUOUS, null);
    assertThat(encodeMetered(other, limited(400), Variable.class, variable)).isEmpty();
    assertThat(other.count("failures", "reason", "RECORD_TOO_LARGE")).isEqualTo(1);
    assertThat(other.count("dropped")).isEqualTo(1);
  }

  @Test
  void theLimitMustBeANumber() {
    KafkaSettings settings =
        new KafkaSettings(
            "unused:1",
            "test.",
            Delivery.AT_LEAST_ONCE,
            WireFormat.JSON,
            null,
            262_144,
            Map.of("max.request.size", "1MB"));
    assertThatThrownBy(() -> encode(settings, LARGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Kafka property max.request.size is \"1MB\"; expected a number");
  }
}
