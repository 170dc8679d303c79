// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lives of an experiment: what declarations and ends make of them. */
class DeclareFunctionTest {

  private KeyedOneInputStreamOperatorTestHarness<String, DeclarationRecord, Announcement> harness;
  private long offset;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, DeclarationRecord, Announcement>
      newHarness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Declare(1, experiment -> null)),
        DeclarationRecord::experimentId,
        Types.STRING);
  }

  private void declare(Long samplesFrom, String... variables) throws Exception {
    Experiment experiment =
        Experiment.newBuilder()
            .setExperimentId("e")
            .setVariables(
                Stream.of(variables)
                    .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                    .toList())
            .setSamplesFrom(samplesFrom)
            .build();
    harness.processElement(DeclarationRecord.declared(experiment, raw(new byte[1])), 0);
  }

  private static Experiment named(String id) {
    return Experiment.newBuilder()
        .setExperimentId(id)
        .setVariables(List.of(new Variable("A", VariableKind.CONTINUOUS, null)))
        .build();
  }

  private void declareNamed(String id) throws Exception {
    RawRecord source =
        new RawRecord("experiments", 0, offset++, 1_000, id.getBytes(UTF_8), new byte[1]);
    harness.processElement(DeclarationRecord.declared(named(id), source), 0);
  }

  private void end() throws Exception {
    harness.processElement(DeclarationRecord.ended(raw(null)), 0);
  }

  private RawRecord raw(byte[] value) {
    return new RawRecord("experiments", 0, offset++, 1_000, "e".getBytes(UTF_8), value);
  }

  /** The declarations have been read to the end that they had at the start. */
  private void readAll(long start) throws Exception {
    harness.processWatermark(new Watermark(start));
  }

  /** Generation, revision and samplesFrom of what was announced; "end" for an end. */
  private List<String> announced() {
    List<String> announced =
        harness.extractOutputValues().stream()
            .map(Announcement::declaration)
            .map(
                d ->
                    d == null ? "end" : d.generation() + " " + d.revision() + " " + d.samplesFrom())
            .toList();
    harness.getOutput().clear();
    return announced;
  }

  private List<String> refused() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null
        ? List.of()
        : letters.stream().map(letter -> letter.getValue().message()).toList();
  }

  @Test
  void namesHaveAtMost255Characters() throws Exception {
    String longest = "v".repeat(255);
    readAll(0);
    declare(null, "A", longest + "v");
    assertThat(refused())
        .containsExactly("variables[1].name: 256 characters, at most 255 are accepted");
    declare(null, "A", longest);
    assertThat(announced()).containsExactly("1 1 null");
    declareNamed("e".repeat(3_000));
    assertThat(refused()).contains("experimentId: 3000 characters, at most 255 are accepted");
    assertThat(announced()).isEmpty();
  }

  @Test
  void whatStateOfBeforeTheLimitHoldsMayBeDeclaredAgainAndEnded() throws Exception {
    String id = "e".repeat(3_000);
    readAll(0);
    AbstractStreamOperator<?> declare = (AbstractStreamOperator<?>) harness.getOperator();
    declare.setCurrentKey(id);
    declare
        .getRuntimeContext()
        .getState(new ValueStateDescriptor<>("declaration", TypeInformation.of(Declaration.class)))
        .update(Declaration.of(named(id), 0, 1_000).record());
    offset = 1;
    declareNamed(id);
    assertThat(announced()).containsExactly("0 1 null");
    RawRecord end = new RawRecord("experiments", 0, 2, 1_000, id.getBytes(UTF_8), null);
    harness.processElement(DeclarationRecord.ended(end), 0);
    assertThat(announced()).containsExactly("end");
    assertThat(refused()).isEmpty();
  }

  @Test
  void onlyTheLastWordIsAnnouncedOfWhatWasThereAtTheStart() throws Exception {
    declare(null, "A", "B");
    end();
    declare(500L, "A", "B");
    declare(null, "A", "B");
    assertThat(announced()).isEmpty();
    readAll(0);
    assertThat(announced()).containsExactly("end", "2 3 500");
    assertThat(harness.numEventTimeTimers()).isZero();
    declare(null, "A", "B");
    end();
    assertThat(announced()).containsExactly("2 4 500", "end");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void whatHasEndedAtTheStartIsAnnouncedWithItsEndForWhatIsLeftOfIt() throws Exception {
    end();
    declare(null, "A", "B");
    end();
    readAll(0);
    assertThat(announced()).containsExactly("1 1 null", "end");
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void samplesThatCountFromLaterOnBeginALifeThoughNoEndIsLeft() throws Exception {
    readAll(0);
    declare(null, "A", "B");
    declare(700L, "C");
    declare(800L, "A");
    assertThat(announced()).containsExactly("0 0 null", "end", "1 1 700", "end", "2 2 800");
    assertThat(refused()).isEmpty();
  }

  @Test
  void aRevisionKeepsTheLife() throws Exception {
    readAll(0);
    declare(700L, "A", "B");
    declare(null, "A", "B");
    declare(700L, "A", "B");
    assertThat(announced()).containsExactly("0 0 700", "0 1 700", "0 2 700");
  }

  @Test
  void aLifeCannotBeginBeforeItselfOrChangeItsVariables() throws Exception {
    readAll(0);
    declare(700L, "A", "B");
    declare(600L, "A", "B");
    declare(700L, "A", "C");
    declare(-1L, "A", "B");
    assertThat(announced()).containsExactly("0 0 700");
    assertThat(refused())
        .containsExactly(
            "samplesFrom: 600 is before that of the live experiment, 700",
            "variables: not those of the live experiment 'e'; end it first with a tombstone",
            "samplesFrom: must be at least 0, is -1");
  }

  @Test
  void aLifeThatBeganWhileTheJobWasDownIsAnnouncedAfterTheEnd() throws Exception {
    readAll(0);
    declare(null, "A", "B");
    assertThat(announced()).containsExactly("0 0 null");
    OperatorSubtaskState state = harness.snapshot(7, 0);
    harness.close();
    harness = newHarness();
    harness.setRestoredCheckpointId(7);
    harness.initializeState(state);
    harness.open();
    declare(900L, "A", "B");
    declare(null, "A", "B");
    assertThat(announced()).isEmpty();
    readAll(7);
    assertThat(announced()).containsExactly("end", "1 2 900");
  }
}
