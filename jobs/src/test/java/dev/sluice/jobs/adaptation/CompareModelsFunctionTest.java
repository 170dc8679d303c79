// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.adaptation.AdaptationState;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompareModelsFunctionTest {

  private static final String[] SOURCE = {};

  /** The key's turn in an interval of 100 ms is 1 ms after its beginning. */
  private static final int TURN = 1001;

  private static final List<List<String>> CHAIN = List.of(List.of("A", "B"), List.of("B", "C"));

  private EngineFactory factory = EngineFactory.OF_DECLARATION;
  private KeyedTwoInputStreamOperatorTestHarness<
          String, Draw, DeclarationOrGraph, Keyed<AdaptationSnapshot>>
      harness;

  @BeforeEach
  void open() throws Exception {
    open(1, null);
  }

  private void open(int batch, OperatorSubtaskState state) throws Exception {
    open(Learners.CONJUGATE, batch, state);
  }

  private void open(Learners learners, int batch, OperatorSubtaskState state) throws Exception {
    if (harness != null) {
      harness.close();
    }
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(
                new CompareModels(Fixture.settings(learners, batch), factory)),
            Draw::experimentId,
            DeclarationOrGraph::experimentId,
            Types.STRING);
    harness.setup(
        Keyed.typeInfo(AdaptationSnapshot.class).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void declare(long offset, List<List<String>> trueEdges) throws Exception {
    tell(new Announcement("e", 0, Fixture.declared("e", offset, trueEdges)));
  }

  private void tell(Announcement announcement) throws Exception {
    harness.processElement2(DeclarationOrGraph.of(announcement), 0);
  }

  private void learn(String[] variables, String[]... edges) throws Exception {
    LearnedGraph graph = new LearnedGraph(Fixture.raw("latest", 0, "e", "graph"), variables, edges);
    harness.processElement2(new DeclarationOrGraph("e", null, graph), 0);
  }

  private void send(Draw... draws) throws Exception {
    for (Draw draw : draws) {
      harness.processElement1(draw, 0);
    }
  }

  private void send(int from, int to) throws Exception {
    for (int t = from; t < to; t++) {
      send(Fixture.draw(t));
    }
  }

  private List<DeadLetter> deadLetters() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(r -> r.getValue()).toList();
  }

  /** Without the time of the processor, which is never twice the same. */
  private List<AdaptationSnapshot> snapshots() {
    return harness.extractOutputValues().stream()
        .map(Keyed::record)
        .map(snapshot -> AdaptationSnapshot.newBuilder(snapshot).setCpuMillis(0.0).build())
        .toList();
  }

  private AdaptationSnapshot last() {
    return snapshots().get(snapshots().size() - 1);
  }

  private List<Long> samplesOfSnapshots() {
    return snapshots().stream().map(AdaptationSnapshot::getSamples).toList();
  }

  private static Set<AdaptationModel> models(AdaptationSnapshot snapshot) {
    return snapshot.getColumns().stream().map(c -> c.getModel()).collect(Collectors.toSet());
  }

  private void endOfStream() throws Exception {
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
  }

  @Test
  void snapshotsGoOutOncePerIntervalWhenItIsTheirTurn() throws Exception {
    harness.setProcessingTime(TURN);
    declare(1, CHAIN);
    send(0, 3);
    assertThat(snapshots()).isEmpty();
    harness.setProcessingTime(TURN + 99);
    assertThat(snapshots()).isEmpty();
    harness.setProcessingTime(TURN + 100);
    assertThat(samplesOfSnapshots()).containsExactly(3L);
    send(3, 4);
    harness.setProcessingTime(TURN + 199);
    assertThat(samplesOfSnapshots()).containsExactly(3L);
    harness.setProcessingTime(TURN + 200);
    assertThat(samplesOfSnapshots()).containsExactly(3L, 4L);
    harness.setProcessingTime(5000);
    assertThat(samplesOfSnapshots()).containsExactly(3L, 4L);
    requireTimers(0, 0);
  }

  @Test
  void alarmsDecisionsAndTheEndsOfRegimesShowAtOnce() throws Exception {
    declare(1, CHAIN);
    send(0, Fixture.SAMPLES);
    AdaptationSnapshot closing =
        snapshots().stream().filter(s -> s.getSamples() == Fixture.SHIFT).findFirst().orElseThrow();
    assertThat(closing.getRegime()).isEmpty();
    assertThat(closing.getTargets()).isEmpty();
    AdaptationSnapshot shifted =
        snapshots().stream().filter(s -> s.getSamples() == Fixture.BACK).findFirst().orElseThrow();
    assertThat(shifted.getRegime()).isEqualTo("B");
    assertThat(shifted.getTargets()).containsExactly("B");
    assertThat(shifted.getRegimeSamples()).isEqualTo(Fixture.BACK - Fixture.SHIFT);
    // Each alarm is seen undecided first, and then decided.
    var alarm = shifted.getEvents().get(0);
    assertThat(alarm.getVariable()).isEqualTo("B");
    assertThat(alarm.getAlarmAt()).isBetween(Fixture.SHIFT + 1L, Fixture.SHIFT + 60L);
    assertThat(samplesOfSnapshots()).contains(alarm.getAlarmAt());
    AdaptationSnapshot alarmed =
        snapshots().stream()
            .filter(s -> s.getSamples() == alarm.getAlarmAt())
            .findFirst()
            .orElseThrow();
    assertThat(alarmed.getEvents())
        .singleElement()
        .satisfies(e -> assertThat(e.getAction().name()).isEqualTo("PROBATION"));
    assertThat(alarm.getAction().name()).isEqualTo("ADAPTED");
  }

  @Test
  void samplesAfterASnapshotOutOfTurnShowInTheirTurn() throws Exception {
    harness.setProcessingTime(TURN);
    declare(1, CHAIN);
    send(0, Fixture.SHIFT);
    harness.setProcessingTime(TURN + 50);
    send(Fixture.SHIFT, Fixture.SHIFT + 2);
    harness.setProcessingTime(TURN + 99);
    assertThat(last().getSamples()).isEqualTo(Fixture.SHIFT);
    harness.setProcessingTime(TURN + 100);
    assertThat(last().getSamples()).isEqualTo(Fixture.SHIFT + 2);
  }

  @Test
  void countsAResentIdOnce() throws Exception {
    declare(1, CHAIN);
    send(Fixture.draw(0), Fixture.draw(0), Fixture.draw(1), Fixture.draw(0));
    send(Fixture.draw(null, SOURCE, 0, 1, 2), Fixture.draw(null, SOURCE, 0, 1, 2));
    endOfStream();
    assertThat(last().getSamples()).isEqualTo(4);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void refusesWhatTheDeclarationDoesNotAllow() throws Exception {
    declare(1, CHAIN);
    send(
        Fixture.draw("a", SOURCE, 0, 1),
        Fixture.draw("b", SOURCE, 0, 1, Double.NaN),
        Fixture.draw("c", new String[] {"D"}, 0, 1, 2),
        Fixture.draw("d", SOURCE, 0, 1, 3),
        withOracle("e", 1, 2),
        withOracle("f", 1, 2, Double.NEGATIVE_INFINITY));
    assertThat(deadLetters())
        .extracting(letter -> letter.reason().code() + ": " + letter.message())
        .containsExactly(
            "wrong-dimension: values: 2 given, 3 variables declared",
            "not-a-number: values[2]: NaN for 'C'",
            "unknown-target: targets: 'D' is no variable of e",
            "category-out-of-range: values[2]: 3.0 for 'C', must be a whole number from 0 to 2",
            "wrong-dimension: oracleLosses: 2 given, 3 variables declared",
            "not-a-number: oracleLosses[2]: -Infinity");
    assertThat(deadLetters().get(2).source().value()).asString().isEqualTo("bytes of c");
    assertThat(snapshots()).isEmpty();
  }

  private static Draw withOracle(String id, double... losses) {
    Draw plain = Fixture.draw(id, SOURCE, 0, 1, 2);
    return new Draw(
        plain.source(), "e", id, 5, plain.targets(), plain.values(), "summer", losses, null);
  }

  @Test
  void unknownTargetsAreTakenAsTheyAre() throws Exception {
    declare(1, CHAIN);
    for (int t = 0; t < Fixture.SAMPLES; t++) {
      send(Fixture.draw("s" + t, null, Fixture.row(t)));
    }
    endOfStream();
    assertThat(deadLetters()).isEmpty();
    assertThat(last().getTargets()).isNull();
    assertThat(last().getRegime()).isEmpty();
    assertThat(last().getRegimeSamples()).isEqualTo(Fixture.SAMPLES);
    assertThat(last().getDetection().getShifts()).isZero();
    assertThat(last().getDetection().getUndeclared()).isPositive();
    assertThat(last().getColumns())
        .filteredOn(c -> c.getScope().name().equals("ORACLE_TARGET"))
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.getCumulativeLoss()).isNull());
  }

  @Test
  void aSamplesRegimeIsItsLabelOrTheNamesOfItsTargets() throws Exception {
    declare(1, CHAIN);
    send(Fixture.draw("a", new String[] {"C", "A"}, 0, 1, 2));
    harness.setProcessingTime(100);
    assertThat(last().getRegime()).isEqualTo("A,C");
    send(withOracle("b", 1, 1, 1));
    harness.setProcessingTime(200);
    assertThat(last().getRegime()).isEqualTo("summer");
    assertThat(last().getRegimeSamples()).isEqualTo(1);
  }

  @Test
  void samplesWaitForTheirDeclarationAndKeepTheirOrder() throws Exception {
    send(0, 500);
    assertThat(snapshots()).isEmpty();
    declare(1, CHAIN);
    endOfStream();
    List<AdaptationSnapshot> waited = snapshots();
    open(1, null);
    declare(1, CHAIN);
    send(0, 500);
    endOfStream();
    assertThat(last()).isEqualTo(waited.get(waited.size() - 1));
  }

  @Test
  void samplesThatWaitTooLongBecomeDeadLetters() throws Exception {
    harness.processBothWatermarks(new Watermark(0)); // the declarations have been read
    send(Fixture.draw(0));
    harness.setProcessingTime(1);
    send(Fixture.draw(1));
    harness.setProcessingTime(600_000);
    assertThat(deadLetters())
        .extracting(letter -> letter.reason().code() + ": " + letter.message())
        .containsExactly("undeclared-experiment: experimentId: 'e' is not declared");
    endOfStream();
    assertThat(deadLetters()).extracting(DeadLetter::reason).hasSize(2);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void nothingIsLeftOfAnUnknownExperiment() throws Exception {
    harness.processBothWatermarks(new Watermark(0)); // the declarations have been read
    send(0, 3);
    requireTimers(1, 1);
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.setProcessingTime(600_000);
    assertThat(deadLetters()).hasSize(3);
    assertThat(harness.numKeyedStateEntries()).isZero();
    requireTimers(0, 0);
  }

  @Test
  void noTimerIsLeftOfAnExperimentThatHasReported() throws Exception {
    declare(1, CHAIN);
    requireTimers(0, 0);
    int declared = harness.numKeyedStateEntries();
    send(Fixture.draw(null, SOURCE, Fixture.row(0)));
    requireTimers(1, 1);
    harness.setProcessingTime(100);
    assertThat(samplesOfSnapshots()).containsExactly(1L);
    requireTimers(0, 0);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(declared);
    send(Fixture.draw(null, SOURCE, Fixture.row(1)));
    tell(new Announcement("e", 0, null));
    requireTimers(0, 0);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private void requireTimers(int processingTime, int eventTime) {
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(processingTime);
    assertThat(harness.numEventTimeTimers()).isEqualTo(eventTime);
  }

  @Test
  void aTombstoneFreesAllState() throws Exception {
    open(7, null);
    declare(1, CHAIN);
    learn(new String[] {"A", "B", "C"}, new String[] {"A", "C"});
    send(0, 10);
    tell(new Announcement("e", 0, null));
    assertThat(harness.extractOutputValues())
        .last()
        .isEqualTo(new Keyed<AdaptationSnapshot>("e", null));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    harness.setProcessingTime(1000);
    assertThat(harness.numProcessingTimeTimers()).isZero();
    tell(new Announcement("e", 0, null));
    assertThat(harness.extractOutputValues()).filteredOn(k -> k.record() == null).hasSize(1);
  }

  @Test
  void theTrueGraphMayBeDeclaredLaterWhichBeginsAnew() throws Exception {
    declare(1, null);
    send(0, Fixture.SAMPLES);
    assertThat(models(last())).doesNotContain(AdaptationModel.CAUSAL);
    declare(2, CHAIN);
    declare(3, CHAIN);
    for (int t = 0; t < 400; t++) {
      send(Fixture.draw("again" + t, SOURCE, Fixture.row(t)));
    }
    declare(4, CHAIN);
    endOfStream();
    assertThat(last().getSamples()).isEqualTo(400);
    assertThat(models(last())).contains(AdaptationModel.CAUSAL);
  }

  @Test
  void theLearnedGraphMayComeBeforeTheDeclarationAndChange() throws Exception {
    String[] variables = {"A", "B", "C"};
    learn(variables, new String[] {"B", "A"});
    declare(1, null);
    send(0, 350);
    endOfStream();
    assertThat(models(last())).contains(AdaptationModel.LEARNED);
    assertThat(last().getLearnedGraph()).containsExactly(List.of("B", "A"));
    learn(variables, new String[] {"A", "B"}, new String[] {"B", "C"});
    harness.setProcessingTime(1000);
    send(350, 360);
    harness.setProcessingTime(2000);
    assertThat(last().getLearnedGraph()).isEqualTo(CHAIN);
    assertThat(last().getSamples()).isEqualTo(360);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void aPosteriorWithoutResultsChangesNoGraph() throws Exception {
    declare(1, CHAIN);
    learn(new String[] {"A", "B", "C"}, new String[] {"A", "C"});
    PosteriorSnapshot failed =
        PosteriorSnapshot.newBuilder()
            .setExperimentId("e")
            .setAsOf(0)
            .setSamples(5)
            .setVariables(List.of("A", "B", "C"))
            .setFailure("too little memory")
            .build();
    harness.processElement2(LearnedGraph.found(failed, Fixture.raw("latest", 1, "e", "none")), 0);
    send(0, 1);
    harness.setProcessingTime(100);
    assertThat(deadLetters()).isEmpty();
    assertThat(last().getLearnedGraph()).containsExactly(List.of("A", "C"));
  }

  @Test
  void graphsThatAreNoneAreRefusedAndThoseOfOtherVariablesPassedOver() throws Exception {
    String[] variables = {"A", "B", "C"};
    declare(1, CHAIN);
    learn(variables, new String[] {"A", "B"}, new String[] {"B", "A"});
    learn(variables, new String[] {"A", "D"});
    learn(variables, new String[] {"A"});
    learn(new String[] {"A", "B"}, new String[] {"A", "B"});
    send(0, 1);
    harness.setProcessingTime(100);
    assertThat(deadLetters())
        .extracting(letter -> letter.reason().code() + ": " + letter.message())
        .containsExactly(
            "malformed: mapGraph: the edges form a cycle",
            "malformed: mapGraph: [A, D] is no pair of variables",
            "malformed: mapGraph: [A] is no pair of variables");
    assertThat(last().getLearnedGraph()).isNull();
  }

  @Test
  void samplesWaitForTheirMiniBatch() throws Exception {
    open(32, null);
    declare(1, CHAIN);
    send(0, 31);
    harness.setProcessingTime(10_000);
    assertThat(snapshots()).isEmpty();
    requireTimers(0, 1);
    send(31, 40);
    requireTimers(1, 1);
    harness.setProcessingTime(10_100);
    assertThat(samplesOfSnapshots()).containsExactly(32L);
    requireTimers(0, 1);
    endOfStream();
    assertThat(samplesOfSnapshots()).containsExactly(32L, 40L);
    requireTimers(0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7})
  void samplesThatWaitedForALargerMiniBatchAreObservedInOrder(int smaller) throws Exception {
    open(32, null);
    declare(1, CHAIN);
    send(0, Fixture.SHIFT + 5);
    open(smaller, harness.snapshot(1, 0));
    send(Fixture.SHIFT + 5, Fixture.SAMPLES);
    endOfStream();
    AdaptationSnapshot resumed = last();

    // 405 samples are 12 mini-batches of 32, and 16 and 5 of two regimes, which wait
    Prequential large = engine(32);
    AdaptationState state = large.begin();
    for (int t = 0; t < 384; t += 32) {
      state = large.observe(state, observations(t, t + 32));
    }
    Prequential small = engine(smaller);
    int t = 384;
    int next = Fixture.SHIFT + 6;
    while (t < Fixture.SAMPLES) {
      state = small.observe(state, observations(t, next));
      t = next;
      next = Math.min(t + smaller, Fixture.SAMPLES);
    }
    Declaration declaration = Fixture.declared("e", 1, CHAIN);
    RunningComparison running = RunningComparison.begin(state, null).observed(state, 5, 0);
    assertThat(resumed)
        .isEqualTo(
            AdaptationSnapshots.of(
                declaration,
                Fixture.settings(Learners.CONJUGATE, smaller).models(),
                running,
                small.report(state)));
    assertThat(resumed.getSamples()).isEqualTo(Fixture.SAMPLES);
    requireTimers(0, 0);
  }

  private static List<Observation> observations(int from, int to) {
    return IntStream.range(from, to).mapToObj(Fixture::observation).toList();
  }

  private static Prequential engine(int batch) {
    ModelSettings settings = Fixture.settings(Learners.CONJUGATE, batch).models();
    return EngineFactory.OF_DECLARATION.make(Fixture.declared("e", 1, CHAIN), null, settings);
  }

  @ParameterizedTest
  @CsvSource({"CONJUGATE, 1", "CONJUGATE, 32", "NEURAL, 32"})
  void aRestartInTheMiddleOfAdaptingChangesNoBit(Learners learners, int batch) throws Exception {
    int restart = Fixture.SHIFT + 65;
    open(learners, batch, null);
    declare(1, CHAIN);
    learn(new String[] {"A", "B", "C"}, new String[] {"A", "B"});
    send(0, Fixture.SAMPLES);
    endOfStream();
    List<AdaptationSnapshot> uninterrupted = snapshots();

    open(learners, batch, null);
    declare(1, CHAIN);
    learn(new String[] {"A", "B", "C"}, new String[] {"A", "B"});
    send(0, restart);
    List<AdaptationSnapshot> before = snapshots();
    open(learners, batch, harness.snapshot(1, 0));
    send(restart - 1, Fixture.SAMPLES);
    endOfStream();

    assertThat(IntStream.range(0, before.size()).mapToObj(uninterrupted::get).toList())
        .isEqualTo(before);
    assertThat(snapshots())
        .isEqualTo(uninterrupted.subList(before.size(), uninterrupted.size()))
        .isNotEmpty();
  }
}
