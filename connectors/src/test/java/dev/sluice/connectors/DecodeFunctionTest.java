// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Decoder;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.connectors.wire.RegistryAccess;
import dev.sluice.connectors.wire.StandInRegistry;
import dev.sluice.schemas.Sample;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.function.SerializableFunction;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // closing a harness may be interrupted
class DecodeFunctionTest {
  private static final RawRecord GOOD =
      record(0, "{\"experimentId\":\"marks\",\"targets\":[],\"values\":[]}");
  private static final RawRecord MISSPELT =
      record(1, "{\"experimentId\":\"marks\",\"tragets\":[],\"values\":[]}");
  private static final RawRecord TOMBSTONE = record(2, null);

  private final MeteredEnvironment metered = new MeteredEnvironment();

  @Test
  void aDecodedRecordIsTranslatedTogetherWithItsSource() throws Exception {
    try (var harness = open(null)) {
      harness.processElement(GOOD, 0);

      assertThat(harness.extractOutputValues()).containsExactly("marks from samples/3/0");
      assertThat(harness.getSideOutput(DeadLetters.TAG)).isNull();
    }
  }

  @Test
  void whatCannotBeDecodedBecomesADeadLetter() throws Exception {
    try (var harness = open(null)) {
      harness.setProcessingTime(1_234);
      harness.processElement(MISSPELT, 0);

      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.getSideOutput(DeadLetters.TAG))
          .extracting(StreamRecord::getValue)
          .containsExactly(
              new DeadLetter(
                  MISSPELT,
                  Reason.UNKNOWN_FIELD,
                  "unknown field \"tragets\"; did you mean \"targets\"?",
                  1_234));
    }
  }

  @Test
  void aTombstoneIsTranslatedWhereTheTopicHasThem() throws Exception {
    try (var harness = open(source -> "end of " + new String(source.key(), UTF_8))) {
      harness.processElement(TOMBSTONE, 0);

      assertThat(harness.extractOutputValues()).containsExactly("end of marks");
      assertThat(metered.count("deadLettered")).isZero();
    }
  }

  @Test
  void aTombstoneIsMalformedElsewhere() throws Exception {
    try (var harness = open(null)) {
      harness.processElement(TOMBSTONE, 0);

      assertThat(harness.getSideOutput(DeadLetters.TAG))
          .extracting(letter -> letter.getValue().reason())
          .containsExactly(Reason.MALFORMED);
    }
  }

  @Test
  void everyRecordIsCounted() throws Exception {
    try (var harness = open(null)) {
      harness.processElement(GOOD, 0);
      harness.processElement(MISSPELT, 0);
      harness.processElement(TOMBSTONE, 0);

      assertThat(metered.count("read")).isEqualTo(3);
      assertThat(metered.count("deadLettered")).isEqualTo(2);
      assertThat(metered.count("deadLettered", "reason", "unknown-field")).isEqualTo(1);
      assertThat(metered.count("deadLettered", "reason", "malformed")).isEqualTo(1);
      assertThat(metered.count("deadLettered", "reason", "too-large")).isZero();
    }
  }

  @Test
  void recordsThatAreReadInPartAreCounted() throws Exception {
    try (StandInRegistry registry = new StandInRegistry()) {
      registry.on(
          "GET /schemas/ids/7",
          200,
          StandInRegistry.schema(
              """
              {"type":"record","name":"S","fields":[{"name":"experimentId","type":"string"},
               {"name":"targets","type":{"type":"array","items":"string"}},
               {"name":"values","type":{"type":"array","items":"double"}},
               {"name":"laboratory","type":"int"}]}
              """));
      String address = registry.address();
      Decode<Sample, String> decode =
          new Decode<>(
              Decoder.of(Sample.class, () -> RegistryAccess.of(address, Map.of()), 1_000),
              (sample, source) -> sample.getExperimentId(),
              Types.STRING);
      try (var harness =
          new OneInputStreamOperatorTestHarness<>(
              new ProcessOperator<>(decode), metered.environment())) {
        harness.open();
        assertThat(metered.count("partlyRead")).isZero();
        byte[] avro = {2, 'm', 0, 0, 0};
        byte[] schemaId = {0, 0, 0, 0, 7};
        harness.processElement(new RawRecord("samples", 3, 0, 1, null, avro, schemaId), 0);
        harness.processElement(GOOD, 0);

        assertThat(harness.extractOutputValues()).containsExactly("m", "marks");
        assertThat(metered.count("partlyRead")).isEqualTo(1);
      }
    }
  }

  @Test
  void countsContinueAfterARestart() throws Exception {
    var before = open(null);
    before.processElement(GOOD, 0);
    var checkpoint = before.snapshot(1, 1);
    before.processElement(GOOD, 0); // lost with the failure, read again after it
    before.close();

    MeteredEnvironment restarted = new MeteredEnvironment();
    try (var harness = harness(null, restarted)) {
      harness.initializeState(checkpoint);
      harness.open();
      harness.processElement(GOOD, 0);
      harness.processElement(MISSPELT, 0);

      assertThat(restarted.count("read")).isEqualTo(3);
      assertThat(restarted.count("deadLettered")).isEqualTo(1);
    }
  }

  private OneInputStreamOperatorTestHarness<RawRecord, String> open(
      SerializableFunction<RawRecord, String> tombstones) throws Exception {
    var harness = harness(tombstones, metered);
    harness.open();
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<RawRecord, String> harness(
      SerializableFunction<RawRecord, String> tombstones, MeteredEnvironment metered)
      throws Exception {
    Decode<Sample, String> decode =
        new Decode<>(
            KafkaSettings.of("unused:1").decoder(Sample.class),
            (sample, source) -> sample.getExperimentId() + " from " + source.coordinates(),
            tombstones,
            Types.STRING);
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(decode), metered.environment());
  }

  private static RawRecord record(long offset, String value) {
    return new RawRecord(
        "samples",
        3,
        offset,
        1_000,
        "marks".getBytes(UTF_8),
        value == null ? null : value.getBytes(UTF_8));
  }
}
