// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictFunctionTest {
  private static final SequenceTask TASK = SequenceTask.linear(4);
  private static final List<String> LEARNERS =
      List.of("zero", "ridge:0.001", "mesanet:2:0.25", "oracle", "kalman:4");

  private KeyedOneInputStreamOperatorTestHarness<String, Arrived, ScoredToken> harness;

  @BeforeEach
  void open() throws Exception {
    open(LEARNERS, 3, 0, null);
  }

  private void open(
      List<String> learners, int maxWaiting, long forgetAfter, OperatorSubtaskState state)
      throws Exception {
    if (harness != null) {
      harness.close();
    }
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new Predict(Fixture.settings(learners, maxWaiting, forgetAfter))),
            Arrived::sequenceId,
            Types.STRING);
    harness.setup(
        TypeInformation.of(ScoredToken.class).createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void send(Arrived... tokens) throws Exception {
    for (Arrived token : tokens) {
      harness.processElement(token, 0);
    }
  }

  /** Tokens of the simulated sequence 1. */
  private void send(int... steps) throws Exception {
    for (int t : steps) {
      send(Fixture.simulated(TASK, 1, t));
    }
  }

  private List<ScoredToken> scored() {
    return harness.extractOutputValues();
  }

  private double[][] losses() {
    return scored().stream()
        .filter(each -> each.bin() > 0)
        .map(ScoredToken::losses)
        .toArray(double[][]::new);
  }

  private List<DeadLetter> deadLetters() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(r -> r.getValue()).toList();
  }

  private List<String> refused() {
    return deadLetters().stream()
        .map(letter -> letter.source().offset() + " " + letter.reason().code())
        .toList();
  }

  @Test
  void lossesAreThoseOfTheLearnersThemselves() throws Exception {
    send(1, 2, 3, 4, 5, 6);

    assertThat(losses()).isDeepEqualTo(Fixture.losses(TASK, 1, 6, LEARNERS, null));
    assertThat(scored()).extracting(ScoredToken::bin).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(scored())
        .extracting(each -> each.totals().sequences())
        .containsExactly(1L, 0L, 0L, 0L, 0L, 0L);
    assertThat(deadLetters()).isEmpty();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void earlyTokensWaitForThoseBeforeThem() throws Exception {
    send(3, 2, 4);
    assertThat(scored()).isEmpty();
    send(1, 6, 5);

    assertThat(losses()).isDeepEqualTo(Fixture.losses(TASK, 1, 6, LEARNERS, null));
    assertThat(deadLetters()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aStepThatHasBeenLearnedChangesNothing() throws Exception {
    send(1, 2, 3, 3, 1, 4, 4, 5, 6);

    assertThat(losses()).isDeepEqualTo(Fixture.losses(TASK, 1, 6, LEARNERS, null));
    assertThat(scored().stream().mapToLong(each -> each.totals().duplicates()).sum()).isEqualTo(3);
    assertThat(scored().stream().mapToLong(each -> each.totals().tokens()).sum()).isEqualTo(6);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void ofOneStepOnlyOneTokenWaits() throws Exception {
    send(
        Fixture.arrived("s", 2, 1, 2),
        Fixture.arrived("s", 2, 1, 2),
        Fixture.arrived("s", 2, 1, 3),
        Fixture.arrived("s", 1, 1, 1));

    assertThat(scored()).hasSize(2);
    assertThat(refused()).containsExactly("2 contradiction");
    assertThat(deadLetters().get(0).message())
        .isEqualTo("t: another token 2 of its sequence waits already");
  }

  @Test
  void whereTooManyWaitThoseOfTheLargestStepsAreRefused() throws Exception {
    send(9, 3, 10, 4, 11, 5);
    send(1, 2);

    assertThat(refused()).containsExactly("10 gap", "11 gap", "9 gap");
    assertThat(deadLetters().get(2).message())
        .isEqualTo("t: is 9 where 1 is the next, and 3 wait already (--max-waiting)")
        .isNotEqualTo(deadLetters().get(0).message());
    assertThat(losses()).isDeepEqualTo(Fixture.losses(TASK, 1, 5, LEARNERS, null));
  }

  @Test
  void noneNeedWait() throws Exception {
    open(LEARNERS, 0, 0, null);
    send(1, 3, 2);

    assertThat(refused()).containsExactly("3 gap");
    assertThat(losses()).isDeepEqualTo(Fixture.losses(TASK, 1, 2, LEARNERS, null));
  }

  @Test
  void tokensThatAreNotOfTheSequenceAreRefusedAlsoOnceTheyHaveWaited() throws Exception {
    send(Fixture.arrived("s", 3, 1, 2, 3));
    send(Fixture.arrived("s", 1, 1, 2), Fixture.arrived("s", 2, "other", "", 0, 1, 2));
    send(Fixture.arrived("s", 2, "default", "linear", 1, 1, 2), Fixture.arrived("s", 2, 1, 2));
    send(Fixture.arrived("s", 3, 1, 1));

    assertThat(refused())
        .containsExactly("2 contradiction", "2 contradiction", "3 wrong-dimension");
    assertThat(deadLetters())
        .extracting(DeadLetter::message)
        .containsExactly(
            "group: is 'other', but of its sequence 'default'",
            "task, seed, number: are linear, 7, 1, but of its sequence none",
            "values: are 3 numbers, but 2 in its sequence");
    assertThat(scored()).extracting(ScoredToken::bin).containsExactly(0, 1, 2);
  }

  @Test
  void atTheEndOfTheTopicNobodyWaitsAnyLonger() throws Exception {
    send(1, 4, 3);
    harness.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(refused()).containsExactly("3 gap", "4 gap");
    assertThat(deadLetters().get(0).message())
        .isEqualTo("t: is 3 where 2 is missing, and the topic has ended");
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void aSilentSequenceIsForgotten() throws Exception {
    open(LEARNERS, 3, 1000, null);
    harness.setProcessingTime(1);
    send(1);
    harness.setProcessingTime(900);
    send(2, 4);
    harness.setProcessingTime(1899);
    assertThat(deadLetters()).isEmpty();
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    harness.setProcessingTime(1900);

    assertThat(refused()).containsExactly("4 gap");
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
    send(3);
    assertThat(scored()).as("a sequence cannot go on from nothing").hasSize(2);
  }

  @Test
  void aRestartChangesNoBit() throws Exception {
    send(1, 2, 3, 5);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    double[][] before = losses();
    open(LEARNERS, 3, 0, state);
    send(4, 6);

    double[][] expected = Fixture.losses(TASK, 1, 6, LEARNERS, null);
    assertThat(before).isDeepEqualTo(Arrays.copyOf(expected, 2));
    assertThat(losses()).isDeepEqualTo(Arrays.copyOfRange(expected, 2, 5));
  }

  @Test
  void stateOfOtherLearnersIsRefused() throws Exception {
    send(1);
    OperatorSubtaskState state = harness.snapshot(1, 0);

    assertThatThrownBy(() -> open(List.of("zero", "copy"), 3, 0, state))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessage(
            "--learners: the state is of zero,ridge:0.001,mesanet:2:0.25,oracle,kalman:4,"
                + " not of zero,copy");
  }

  /** Sums over so many delays have no room in any array. */
  @Test
  void aFailureStaysWithItsSequence() throws Exception {
    open(List.of("ridge:0.001:delays-50000"), 3, 0, null);
    send(Fixture.arrived("s", 3, 1), Fixture.arrived("s", 1, 1), Fixture.arrived("s", 2, 1));

    assertThat(refused()).containsExactly("1 resting", "3 resting", "2 resting");
    assertThat(scored()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).as("the failure").isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void tokensThatOverflowAreLossesBeyondAllBoundsNotFailures() throws Exception {
    open(Fixture.defaults(), 3, 0, null);
    IntStream.rangeClosed(1, 5)
        .mapToObj(t -> Fixture.arrived("s", t, 1e200, -1e300))
        .forEach(
            token -> {
              try {
                send(token);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });

    assertThat(deadLetters()).isEmpty();
    assertThat(losses()[3][0]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(losses()[3]).doesNotContain(Double.NaN);
  }

  @Test
  void tenEntriesAndTheDefaultLearnersTakeLessThanEightKilobytes() throws Exception {
    SideBySide learners = new SideBySide(Fixture.defaults());
    Arrived first = Fixture.simulated(SequenceTask.linear(), 1, 1);
    Sequence sequence = learners.begin(first);
    learners.observe(sequence, first, 0);
    DataOutputSerializer bytes = new DataOutputSerializer(8192);
    TypeInformation.of(Sequence.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(sequence, bytes);

    assertThat(bytes.length()).isLessThan(8192);
  }

  @Test
  void residualsAndConditioningAreToldOfWhoHasThem() throws Exception {
    send(1, 2, 3);

    Totals third = scored().get(2).totals();
    assertThat(third.residuals()[1]).as("solved at once").isNaN();
    assertThat(third.residuals()[2]).isPositive();
    assertThat(third.conditioning()).as("3 is no power of two").isEmpty();
    Totals second = scored().get(1).totals();
    assertThat(second.conditioning()[0]).isNaN();
    assertThat(second.conditioning()[1]).isGreaterThan(1);
    assertThat(deadLetters()).extracting(DeadLetter::reason).doesNotContain(Reason.RESTING);
  }
}
