// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.beside.BesideHarness;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.PriorScaleRule;
import dev.sluice.schemas.ScoreSettings;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RefreshFunctionTest {

  private static final Declaration WAVES = experiment("waves");
  private static final Declaration RIPPLES = experiment("ripples");

  private static final Models.Inferring EXACT = new ByMethod(InferenceSettings.defaults());

  /** What the computations of a test wait for. */
  private static CountDownLatch gate;

  private BesideHarness<RefreshRequest, PosteriorSnapshot> harness;

  private static Declaration experiment(String id) {
    return Declaration.of(wire(id), 1, 0).record();
  }

  private static Experiment wire(String id) {
    return Experiment.newBuilder()
        .setExperimentId(id)
        .setVariables(
            Stream.of("A", "B", "C", "D")
                .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                .toList())
        .setTrueEdges(List.of(List.of("A", "B")))
        .build();
  }

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(EXACT).open();
  }

  @AfterEach
  void close() throws IOException {
    harness.close();
  }

  private static BesideHarness<RefreshRequest, PosteriorSnapshot> newHarness(
      Models.Inferring inference) throws Exception {
    return BesideHarness.of(
        Beside.newestWinsWithMemory(
            Refresh.of(inference),
            TypeInformation.of(RefreshRequest.class),
            TypeInformation.of(SamplerMemory.class),
            1,
            PosteriorGauges.of(1)),
        request -> request.declaration().experimentId());
  }

  private static RefreshRequest request(Declaration experiment, int samples) {
    SufficientStatistics statistics = SufficientStatistics.empty(experiment.domain());
    for (int t = 0; t < samples; t++) {
      statistics.observe(experiment.domain(), Fixture.row(t), VariableSet.EMPTY, 1.0);
    }
    return new RefreshRequest(experiment, statistics, 500, null);
  }

  private List<PosteriorSnapshot> snapshots() {
    return harness.records().stream().map(Keyed::record).toList();
  }

  @Test
  void computesTheSnapshotOfARequest() throws Exception {
    harness.send(request(WAVES, Fixture.SAMPLES));
    harness.awaitRecords(1);
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
    assertThat(harness.stateEntries()).isZero();
    assertThat(harness.timers()).isZero();
  }

  @Test
  void variablesThatDependOnOneAnotherAreNamedAndFurtherSamplesMendIt() throws Exception {
    Experiment byEvidence = wire("waves");
    byEvidence.setScore(ScoreSettings.newBuilder().setPriorScale(PriorScaleRule.EVIDENCE).build());
    Declaration experiment = Declaration.of(byEvidence, 1, 0).record();
    SufficientStatistics statistics = SufficientStatistics.empty(experiment.domain());
    for (int t = 0; t < 40; t++) {
      double[] row = Fixture.row(t);
      row[2] = row[0] + row[1];
      row[3] = 0;
      statistics.observe(experiment.domain(), row, VariableSet.EMPTY, 1.0);
    }
    harness.send(new RefreshRequest(experiment, statistics.copy(), 500, null));
    harness.awaitRecords(1);
    PosteriorSnapshot refused = snapshots().get(0);
    assertThat(refused.getEdges()).isNull();
    assertThat(refused.getSamples()).isEqualTo(40);
    assertThat(refused.getFailureReason()).isEqualTo(FailureReason.DEPENDENT_VARIABLES);
    assertThat(refused.getFailure()).contains("known: A,B,C; constant: D; so score.priorScale");
    assertThat(harness.failures("DEPENDENT_VARIABLES")).isEqualTo(1);
    assertThat(harness.stateEntries()).isZero();

    for (int t = 40; t < 200; t++) {
      statistics.observe(experiment.domain(), Fixture.row(t), VariableSet.EMPTY, 1.0);
    }
    harness.send(new RefreshRequest(experiment, statistics, 600, null));
    harness.awaitRecords(2);
    PosteriorSnapshot mended = snapshots().get(1);
    assertThat(mended.getFailure()).isNull();
    assertThat(mended.getSamples()).isEqualTo(200);
    assertThat(mended.getEdges()).hasSize(4);
    assertThat(harness.failures("DEPENDENT_VARIABLES")).isEqualTo(1);
  }

  /** Computes like the job, but only once it is let. */
  private static Models.Inferring onceLet() {
    gate = new CountDownLatch(1);
    return (request, memory) -> {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return EXACT.infer(request, memory);
    };
  }

  private void reopen(Models.Inferring inference) throws Exception {
    harness.close();
    harness = newHarness(inference).open();
  }

  @Test
  void requestsAreNotHeldUpByAComputationAndOnlyTheLatestIsAnsweredAfterIt() throws Exception {
    reopen(onceLet());
    for (int samples = 1; samples <= Fixture.SAMPLES; samples++) {
      harness.send(request(WAVES, samples));
    }
    assertThat(harness.records()).isEmpty();
    gate.countDown();
    harness.awaitRecords(2);
    assertThat(snapshots()).extracting(PosteriorSnapshot::getSamples).containsExactly(1L, 12L);
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void aBusyExperimentLetsTheOthersHaveTheirTurn() throws Exception {
    reopen(onceLet());
    harness.send(request(WAVES, 1));
    harness.send(request(RIPPLES, 1));
    harness.send(request(WAVES, 2));
    gate.countDown();
    harness.awaitRecords(3);
    assertThat(snapshots())
        .extracting(PosteriorSnapshot::getExperimentId)
        .containsExactly("waves", "ripples", "waves");
  }

  @Test
  void theEndOfTheStreamWaitsForTheAnswer() throws Exception {
    harness.send(request(WAVES, 3));
    harness.send(request(WAVES, Fixture.SAMPLES));
    harness.harness().processWatermark(Watermark.MAX_WATERMARK);
    List<Object> output = List.copyOf(harness.harness().getOutput());
    assertThat(output).last().isEqualTo(Watermark.MAX_WATERMARK);
    assertThat(snapshots()).last().extracting(PosteriorSnapshot::getSamples).isEqualTo(12L);
  }

  @Test
  void anEndBecomesATombstoneAndFreesAllState() throws Exception {
    harness.send(request(WAVES, 3));
    harness.send(new RefreshRequest(WAVES, null, 0, null));
    assertThat(harness.records()).last().isEqualTo(new Keyed<PosteriorSnapshot>("waves", null));
    assertThat(harness.stateEntries()).isZero();
    assertThat(harness.timers()).isZero();
  }

  @Test
  void aRestoredOperatorComputesWhatIsOwed() throws Exception {
    harness.send(request(WAVES, Fixture.SAMPLES));
    OperatorSubtaskState state = harness.harness().snapshot(1, 0);
    harness.close();
    harness = newHarness(EXACT).open(List.of(state));
    harness.awaitRecords(1);
    assertThat(snapshots().get(0).getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
  }

  @Test
  void aRevisionDropsTheResultOfWhatItRevises() throws Exception {
    reopen(onceLet());
    harness.send(request(WAVES, 1));
    Declaration revision = Declaration.of(wire("waves"), 5, 0).record().revising(WAVES);
    harness.send(request(revision, 2));
    gate.countDown();
    harness.awaitRecords(1);
    harness.send(request(RIPPLES, 3));
    harness.awaitRecords(2);
    assertThat(snapshots()).extracting(PosteriorSnapshot::getSamples).containsExactly(2L, 3L);
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void anExperimentWithoutPosteriorStillCountsUntilARevision() throws Exception {
    reopen(
        (request, memory) -> {
          if (request.declaration().revision() == 1) {
            throw new ArithmeticException("singular");
          }
          return EXACT.infer(request, memory);
        });
    harness.send(request(WAVES, 3));
    harness.awaitRecords(1);
    harness.send(request(WAVES, 4));
    assertThat(snapshots())
        .extracting(
            PosteriorSnapshot::getSamples,
            PosteriorSnapshot::getFailureReason,
            PosteriorSnapshot::getFailure,
            PosteriorSnapshot::getLogEvidence)
        .containsExactly(
            tuple(3L, FailureReason.ERROR, "ArithmeticException: singular", null),
            tuple(4L, FailureReason.ERROR, "ArithmeticException: singular", null));
    assertThat(snapshots().get(1).getVariables()).containsExactly("A", "B", "C", "D");
    assertThat(snapshots().get(1).getSamplesByRegime())
        .containsExactly(java.util.Map.entry("", 4L));
    assertThat(harness.failures("ERROR")).isEqualTo(1);

    harness.send(request(Declaration.of(wire("waves"), 5, 0).record().revising(WAVES), 12));
    harness.awaitRecords(3);
    assertThat(snapshots().get(2).getFailure()).isNull();
    assertThat(snapshots().get(2).getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
    assertThat(harness.stateEntries()).isZero();
  }

  private static Declaration wide(int revision) {
    Experiment wide = wire("wide");
    wide.setVariables(
        IntStream.range(0, 24)
            .mapToObj(v -> new Variable("v" + v, VariableKind.CONTINUOUS, null))
            .toList());
    wide.setTrueEdges(null);
    return Declaration.of(wide, revision, 0).record();
  }

  private static RefreshRequest wide(int revision, int samples) {
    Declaration declaration = wide(revision);
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int t = 0; t < samples; t++) {
      double[] row = KeyedRandom.of(7, "wide", t).doubles(24).toArray();
      statistics.observe(declaration.domain(), row, VariableSet.EMPTY, 1.0);
    }
    return new RefreshRequest(declaration, statistics, 500, null);
  }

  private List<Double> numbers() {
    return snapshots().stream().map(snapshot -> snapshot.getEdges().get(0).get(1)).toList();
  }

  @Test
  void aSamplerGoesOnFromItsLastRefreshAlsoAfterARestart() throws Exception {
    reopen(new StandInSampler());
    harness.send(wide(1, 3));
    harness.awaitRecords(1);
    harness.send(wide(1, 5));
    OperatorSubtaskState state = harness.harness().snapshot(1, 0);
    double first = StandInSampler.next(0, 3);
    double second = StandInSampler.next(first, 5);
    assertThat(numbers()).startsWith(first);

    harness.close();
    harness = newHarness(new StandInSampler()).open(List.of(state));
    harness.awaitRecords(1);
    harness.send(wide(1, 9));
    harness.awaitRecords(2);
    assertThat(numbers()).containsExactly(second, StandInSampler.next(second, 9));
    // Memory and generation.
    assertThat(harness.stateEntries()).isEqualTo(2);
    harness.send(wide(2, 9));
    harness.awaitRecords(3);
    assertThat(numbers()).last().isEqualTo(StandInSampler.next(0, 9));
  }

  /** Without how long they took. */
  private List<PosteriorSnapshot> timeless() {
    return snapshots().stream()
        .map(snapshot -> PosteriorSnapshot.newBuilder(snapshot).setRefreshMillis(null).build())
        .toList();
  }

  /** Budgets are in steps; the computation that runs when the process ends is lost. */
  @Test
  void aRestartChangesNoBitOfASampledPosterior() throws Exception {
    Models.Inferring sampling =
        new ByMethod(
            new InferenceSettings(
                MethodChoice.defaults(),
                new SamplerSettings(2, 3000, Double.POSITIVE_INFINITY, 4, 1),
                false));
    reopen(sampling);
    for (int refresh = 1; refresh <= 3; refresh++) {
      harness.send(wide(1, 10 * refresh));
      harness.awaitRecords(refresh);
    }
    List<PosteriorSnapshot> undisturbed = timeless();
    assertThat(undisturbed).extracting(PosteriorSnapshot::getFailure).containsOnlyNulls();

    reopen(sampling);
    harness.send(wide(1, 10));
    harness.awaitRecords(1);
    harness.send(wide(1, 20));
    OperatorSubtaskState state = harness.harness().snapshot(1, 0);
    List<PosteriorSnapshot> disturbed = new ArrayList<>(timeless());
    harness.close();
    harness = newHarness(sampling).open(List.of(state));
    harness.awaitRecords(1);
    harness.send(wide(1, 30));
    harness.awaitRecords(2);
    disturbed.addAll(timeless());
    assertThat(disturbed).isEqualTo(undisturbed);
  }

  /** An earlier build refused so many variables, and its state says so. */
  @Test
  void whatAnEarlierBuildRefusedIsServed() throws Exception {
    reopen(
        (request, memory) -> {
          throw new KeyFailure(FailureReason.TOO_MANY_VARIABLES, "24 variables");
        });
    harness.send(wide(1, 3));
    harness.awaitRecords(1);
    OperatorSubtaskState state = harness.harness().snapshot(1, 0);
    harness.close();
    harness = newHarness(new StandInSampler()).open(List.of(state));
    harness.send(wide(1, 5));
    harness.awaitRecords(1);
    assertThat(numbers()).containsExactly(StandInSampler.next(0, 5));
  }

  @Test
  void aFailureOfItsStatisticsIsPassedOnAndNotCountedAgain() throws Exception {
    Failure failure = new Failure(FailureReason.MEMORY, "no room for regimes", 9);
    RefreshRequest request = request(WAVES, 2);
    harness.send(new RefreshRequest(WAVES, request.statistics(), 500, failure));
    harness.awaitRecords(1);
    assertThat(snapshots().get(0).getFailure()).isEqualTo("no room for regimes");
    assertThat(snapshots().get(0).getFailureReason()).isEqualTo(FailureReason.MEMORY);
    assertThat(snapshots().get(0).getSamples()).isEqualTo(2);
    assertThat(harness.failures("MEMORY")).isZero();
    assertThat(harness.stateEntries()).isZero();
  }
}
