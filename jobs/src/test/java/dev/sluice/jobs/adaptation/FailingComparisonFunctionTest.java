// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.FailureReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Engines made in revision 1, or along a learned graph from A to C, read a variable too many. */
class FailingComparisonFunctionTest {

  private static final List<List<String>> CHAIN = List.of(List.of("A", "B"), List.of("B", "C"));
  private static final String WRONG = "ArrayIndexOutOfBoundsException";

  private KeyedTwoInputStreamOperatorTestHarness<
          String, Draw, DeclarationOrGraph, Keyed<AdaptationSnapshot>>
      harness;

  private static Prequential failing(Declaration declaration, Dag learned, ModelSettings settings) {
    boolean wrong =
        declaration.revision() == 1 || (learned != null && learned.parents(2).contains(0));
    return wrong
        ? Prequential.of(
            Domain.categorical(3, 3, 3, 3), null, null, settings.learners(), settings.engine())
        : EngineFactory.OF_DECLARATION.make(declaration, learned, settings);
  }

  private void open(int batch, EngineFactory factory, OperatorSubtaskState state) throws Exception {
    open(Fixture.settings(batch, false), factory, state);
  }

  private void open(
      AdaptationJobSettings settings, EngineFactory factory, OperatorSubtaskState state)
      throws Exception {
    if (harness != null) {
      harness.close();
    }
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new CompareModels(settings, factory)),
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

  private void declare(Declaration declaration) throws Exception {
    Announcement announcement = new Announcement("e", 0, declaration);
    harness.processElement2(DeclarationOrGraph.of(announcement), 0);
  }

  private void declare(long revision) throws Exception {
    declare(Fixture.declared("e", revision, CHAIN));
  }

  private void learn(String[]... edges) throws Exception {
    LearnedGraph graph =
        new LearnedGraph(
            Fixture.raw("latest", 0, "e", "graph"), new String[] {"A", "B", "C"}, edges);
    harness.processElement2(new DeclarationOrGraph("e", null, graph), 0);
  }

  private void send(int from, int to) throws Exception {
    for (int t = from; t < to; t++) {
      harness.processElement1(Fixture.draw(t), 0);
    }
  }

  private List<AdaptationSnapshot> snapshots() {
    return harness.extractOutputValues().stream().map(Keyed::record).toList();
  }

  private AdaptationSnapshot last() {
    return snapshots().get(snapshots().size() - 1);
  }

  private List<String> resting() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null
        ? List.of()
        : letters.stream()
            .map(record -> record.getValue())
            .map(FailingComparisonFunctionTest::text)
            .toList();
  }

  private static String text(DeadLetter letter) {
    return letter.reason().code()
        + " "
        + new String(letter.source().value(), StandardCharsets.UTF_8);
  }

  private void requireNoTimers() {
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void anExperimentThatFailsSaysSoOnceAndRests() throws Exception {
    open(1, FailingComparisonFunctionTest::failing, null);
    declare(1);
    send(0, 3);
    assertThat(snapshots()).hasSize(1);
    assertThat(last().getFailure()).startsWith(WRONG);
    assertThat(last().getFailureReason()).isEqualTo(FailureReason.ERROR);
    assertThat(last().getSamples()).isZero();
    assertThat(last().getVariables()).containsExactly("A", "B", "C");
    assertThat(last().getBurnIn()).isEqualTo(Fixture.BURN_IN);
    assertThat(resting())
        .containsExactly("resting bytes of s0", "resting bytes of s1", "resting bytes of s2");
    requireNoTimers();
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(snapshots()).hasSize(1);
  }

  @Test
  void itRestsOverARestartUntilItIsDeclaredAgain() throws Exception {
    open(1, FailingComparisonFunctionTest::failing, null);
    declare(1);
    send(0, 1);
    open(1, FailingComparisonFunctionTest::failing, harness.snapshot(1, 0));
    send(1, 2);
    assertThat(snapshots()).isEmpty();
    assertThat(resting()).containsExactly("resting bytes of s1");
    declare(2);
    send(1, 4);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(last().getFailure()).isNull();
    assertThat(last().getSamples()).isEqualTo(3);
    assertThat(resting()).hasSize(1);
    requireNoTimers();
  }

  @Test
  void aTombstoneFreesAllState() throws Exception {
    open(1, FailingComparisonFunctionTest::failing, null);
    declare(1);
    learn(new String[] {"A", "B"});
    send(0, 2);
    learn(new String[] {"B", "A"});
    declare(null);
    assertThat(harness.extractOutputValues())
        .last()
        .isEqualTo(new Keyed<AdaptationSnapshot>("e", null));
    assertThat(harness.numKeyedStateEntries()).isZero();
    requireNoTimers();
  }

  @Test
  void aGraphLearnedDuringTheRestIsUsedAfterIt() throws Exception {
    open(1, FailingComparisonFunctionTest::failing, null);
    declare(1);
    send(0, 1);
    learn(new String[] {"B", "A"});
    declare(2);
    send(1, 2);
    harness.setProcessingTime(100);
    assertThat(last().getLearnedGraph()).containsExactly(List.of("B", "A"));
  }

  @Test
  void samplesOfTheMiniBatchThatFailedAreNotLost() throws Exception {
    open(8, FailingComparisonFunctionTest::failing, null);
    declare(1);
    send(0, 7);
    assertThat(resting()).isEmpty();
    send(7, 11);
    assertThat(last().getFailure()).startsWith(WRONG);
    assertThat(resting())
        .containsExactlyElementsOf(
            IntStream.range(0, 11).mapToObj(t -> "resting bytes of s" + t).toList());
    requireNoTimers();
  }

  @Test
  void aGraphOnWhichTheEngineFailsIsTheEnd() throws Exception {
    open(1, FailingComparisonFunctionTest::failing, null);
    declare(2);
    send(0, 11);
    learn(new String[] {"A", "C"});
    assertThat(last().getFailure()).startsWith(WRONG);
    assertThat(last().getSamples()).isEqualTo(11);
    assertThat(last().getAsOf()).isEqualTo(5);
    assertThat(last().getCpuMillis()).isPositive();
    assertThat(resting()).isEmpty();
    requireNoTimers();
  }

  @Test
  void aFailureBetweenMiniBatchesRefusesThePendingOne() throws Exception {
    open(
        8,
        (declaration, learned, settings) -> {
          if (learned != null) {
            throw new OutOfMemoryError("Java heap space");
          }
          return EngineFactory.OF_DECLARATION.make(declaration, null, settings);
        },
        null);
    declare(2);
    send(0, 11);
    learn(new String[] {"A", "C"});
    assertThat(last().getFailureReason()).isEqualTo(FailureReason.MEMORY);
    assertThat(last().getFailure()).isEqualTo("OutOfMemoryError: Java heap space");
    assertThat(resting())
        .containsExactly("resting bytes of s8", "resting bytes of s9", "resting bytes of s10");
    requireNoTimers();
  }

  @Test
  void anExperimentOfTooManyVariablesIsAnsweredWithTheReason() throws Exception {
    open(1, EngineFactory.OF_DECLARATION, null);
    send(0, 2);
    declare(
        new Declaration(
            "e",
            1,
            1,
            77,
            null,
            IntStream.range(0, 64).mapToObj(v -> "V" + v).toArray(String[]::new),
            new int[0],
            1,
            66,
            1,
            false,
            1,
            GraphPrior.Kind.UNIFORM,
            0,
            VariableSet.noneOf(64),
            VariableSet.noneOf(64),
            null,
            null,
            null,
            null));
    assertThat(last().getFailureReason()).isEqualTo(FailureReason.TOO_MANY_VARIABLES);
    assertThat(last().getFailure()).isEqualTo("64 variables: models are compared on at most 63");
    assertThat(last().getAsOf()).isEqualTo(77);
    assertThat(resting()).containsExactly("resting bytes of s0", "resting bytes of s1");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void stateOfOtherLearnersIsAFaultOfConfiguration() throws Exception {
    open(1, EngineFactory.OF_DECLARATION, null);
    declare(2);
    send(0, 3);
    open(
        Fixture.settings(Learners.NEURAL, 1), EngineFactory.OF_DECLARATION, harness.snapshot(1, 0));
    assertThatThrownBy(() -> send(3, 4))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessage(
            "--learners, --pseudo-likelihood: the state of e is not of the model classes CAUSAL,"
                + " FULL, ANTICAUSAL, RANDOM, MONOLITH");
  }

  @Test
  void whatIsNoFailureOfAnExperimentPassesThrough() throws Exception {
    open(
        1,
        (declaration, learned, settings) -> {
          throw new ConfigurationFault("--learners neural: none");
        },
        null);
    assertThatThrownBy(() -> declare(1))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessage("--learners neural: none");
  }
}
