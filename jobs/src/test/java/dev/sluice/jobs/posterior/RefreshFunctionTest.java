// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.Keyed;
import dev.sluice.models.posterior.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshFunctionTest {

  private static final Declaration WAVES =
      Declaration.of(
              Experiment.newBuilder()
                  .setExperimentId("waves")
                  .setVariables(
                      Stream.of("A", "B", "C", "D")
                          .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                          .toList())
                  .setTrueEdges(List.of(List.of("A", "B")))
                  .build(),
              1,
              0)
          .record();

  private KeyedOneInputStreamOperatorTestHarness<String, RefreshRequest, Keyed<PosteriorSnapshot>>
      harness;
  private long now;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, RefreshRequest, Keyed<PosteriorSnapshot>>
      newHarness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Refresh(Fixture.settings("unused:1", false))),
        request -> request.declaration().experimentId(),
        Types.STRING);
  }

  private static RefreshRequest request(int samples) {
    SufficientStatistics statistics = SufficientStatistics.empty(WAVES.domain());
    for (int t = 0; t < samples; t++) {
      statistics.observe(WAVES.domain(), Fixture.row(t), 0, 1.0);
    }
    return new RefreshRequest(WAVES, statistics, 500);
  }

  private void awaitSnapshots(int count) {
    await()
        .until(
            () -> {
              harness.setProcessingTime(now += 20);
              return harness.getOutput().size() == count;
            });
  }

  private List<PosteriorSnapshot> snapshots() {
    return harness.extractOutputValues().stream().map(Keyed::record).toList();
  }

  @Test
  void computesTheSnapshotOfARequest() throws Exception {
    harness.processElement(request(Fixture.SAMPLES), 0);
    awaitSnapshots(1);
    PosteriorSnapshot snapshot = snapshots().get(0);
    assertThat(snapshot.getExperimentId()).isEqualTo("waves");
    assertThat(snapshot.getAsOf()).isEqualTo(500);
    assertThat(snapshot.getSamples()).isEqualTo(12);
    assertThat(snapshot.getSamplesByRegime()).containsExactly(java.util.Map.entry("", 12L));
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(snapshot.getPriorScale()).isEqualTo(0.5);
    assertThat(snapshot.getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
    assertThat(snapshot.getEdges().get(0).get(1)).isCloseTo(Fixture.A_TO_B, within(1e-11));
    assertThat(snapshot.getAncestors().get(0).get(1)).isCloseTo(.319179282580, within(1e-11));
    assertThat(snapshot.getEntropy()).isCloseTo(5.273396111956, within(1e-11));
    assertThat(snapshot.getMapGraph()).hasSize(2);
    assertThat(snapshot.getTopGraphs().get(0).getProbability())
        .isCloseTo(.025967932058, within(1e-11));
    // The three pairs of A and D that no edge joins, and so on: one true edge among six pairs.
    assertThat(snapshot.getExpectedShd())
        .isCloseTo(
            snapshot.getExpectedEdges()
                + 1
                - 2 * Fixture.A_TO_B
                - snapshot.getEdges().get(1).get(0),
            within(1e-11));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void theLatestRequestIsAnsweredLast() throws Exception {
    for (int samples = 1; samples <= Fixture.SAMPLES; samples++) {
      harness.processElement(request(samples), 0);
    }
    await()
        .until(
            () -> {
              harness.setProcessingTime(now += 20);
              return harness.numKeyedStateEntries() == 0;
            });
    List<Long> samples = snapshots().stream().map(PosteriorSnapshot::getSamples).toList();
    assertThat(samples).last().isEqualTo(12L);
    // The one that was being computed when the others came, and the last: no queue.
    assertThat(samples).hasSizeLessThanOrEqualTo(12).isSorted();
  }

  @Test
  void theEndOfTheStreamWaitsForTheAnswer() throws Exception {
    harness.processElement(request(3), 0);
    harness.processElement(request(Fixture.SAMPLES), 0);
    harness.processWatermark(Watermark.MAX_WATERMARK);
    List<Object> output = List.copyOf(harness.getOutput());
    assertThat(output).last().isEqualTo(Watermark.MAX_WATERMARK);
    assertThat(snapshots()).last().extracting(PosteriorSnapshot::getSamples).isEqualTo(12L);
  }

  @Test
  void anEndBecomesATombstoneAndFreesAllState() throws Exception {
    harness.processElement(request(3), 0);
    harness.processElement(new RefreshRequest(WAVES, null, 0), 0);
    assertThat(harness.extractOutputValues())
        .last()
        .isEqualTo(new Keyed<PosteriorSnapshot>("waves", null));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    harness.setProcessingTime(1000);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aRestoredOperatorComputesWhatIsOwed() throws Exception {
    harness.processElement(request(Fixture.SAMPLES), 0);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    awaitSnapshots(1);
    assertThat(snapshots().get(0).getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
  }
}
