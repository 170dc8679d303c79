// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.function.SerializableFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshFunctionTest {

  private static final Declaration WAVES = experiment("waves");
  private static final Declaration RIPPLES = experiment("ripples");

  /** What the computations of a test wait for. */
  private static CountDownLatch gate;

  private KeyedOneInputStreamOperatorTestHarness<String, RefreshRequest, Keyed<PosteriorSnapshot>>
      harness;
  private long now;

  private static Declaration experiment(String id) {
    Experiment experiment =
        Experiment.newBuilder()
            .setExperimentId(id)
            .setVariables(
                Stream.of("A", "B", "C", "D")
                    .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                    .toList())
            .setTrueEdges(List.of(List.of("A", "B")))
            .build();
    return Declaration.of(experiment, 1, 0).record();
  }

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(Snapshots::of);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedOneInputStreamOperatorTestHarness<
          String, RefreshRequest, Keyed<PosteriorSnapshot>>
      newHarness(SerializableFunction<RefreshRequest, PosteriorSnapshot> inference)
          throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Refresh(Fixture.settings("unused:1", false), inference)),
        request -> request.declaration().experimentId(),
        Types.STRING);
  }

  private static RefreshRequest request(Declaration experiment, int samples) {
    SufficientStatistics statistics = SufficientStatistics.empty(experiment.domain());
    for (int t = 0; t < samples; t++) {
      statistics.observe(experiment.domain(), Fixture.row(t), 0, 1.0);
    }
    return new RefreshRequest(experiment, statistics, 500);
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
    harness.processElement(request(WAVES, Fixture.SAMPLES), 0);
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

  /** Computes like the job, but only once it is let. */
  private static SerializableFunction<RefreshRequest, PosteriorSnapshot> onceLet() {
    gate = new CountDownLatch(1);
    return request -> {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return Snapshots.of(request);
    };
  }

  private void reopen(SerializableFunction<RefreshRequest, PosteriorSnapshot> inference)
      throws Exception {
    harness.close();
    harness = newHarness(inference);
    harness.open();
  }

  @Test
  void requestsAreNotHeldUpByAComputationAndOnlyTheLatestIsAnsweredAfterIt() throws Exception {
    reopen(onceLet());
    for (int samples = 1; samples <= Fixture.SAMPLES; samples++) {
      harness.processElement(request(WAVES, samples), 0);
      harness.setProcessingTime(now += 20);
    }
    assertThat(harness.getOutput()).isEmpty();
    gate.countDown();
    awaitSnapshots(2);
    assertThat(snapshots()).extracting(PosteriorSnapshot::getSamples).containsExactly(1L, 12L);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void aBusyExperimentLetsTheOthersHaveTheirTurn() throws Exception {
    reopen(onceLet());
    harness.processElement(request(WAVES, 1), 0);
    harness.processElement(request(RIPPLES, 1), 0);
    harness.processElement(request(WAVES, 2), 0);
    gate.countDown();
    awaitSnapshots(3);
    assertThat(snapshots())
        .extracting(PosteriorSnapshot::getExperimentId)
        .containsExactly("waves", "ripples", "waves");
  }

  @Test
  void theEndOfTheStreamWaitsForTheAnswer() throws Exception {
    harness.processElement(request(WAVES, 3), 0);
    harness.processElement(request(WAVES, Fixture.SAMPLES), 0);
    harness.processWatermark(Watermark.MAX_WATERMARK);
    List<Object> output = List.copyOf(harness.getOutput());
    assertThat(output).last().isEqualTo(Watermark.MAX_WATERMARK);
    assertThat(snapshots()).last().extracting(PosteriorSnapshot::getSamples).isEqualTo(12L);
  }

  @Test
  void anEndBecomesATombstoneAndFreesAllState() throws Exception {
    harness.processElement(request(WAVES, 3), 0);
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
    harness.processElement(request(WAVES, Fixture.SAMPLES), 0);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness = newHarness(Snapshots::of);
    harness.initializeState(state);
    harness.open();
    awaitSnapshots(1);
    assertThat(snapshots().get(0).getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
  }
}
