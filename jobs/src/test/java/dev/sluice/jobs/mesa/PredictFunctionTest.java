// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PredictFunctionTest {
  @AutoClose private PredictHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = PredictHarness.begin();
  }

  @Test
  void lossesAreThoseOfTheLearnersThemselves() throws Exception {
    harness.send(1, 2, 3, 4, 5, 6);

    assertThat(harness.losses()).isDeepEqualTo(PredictHarness.expected(6));
    assertThat(harness.scored()).extracting(ScoredToken::bin).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(harness.scored())
        .extracting(each -> each.totals().sequences())
        .containsExactly(1L, 0L, 0L, 0L, 0L, 0L);
    assertThat(harness.deadLetters()).isEmpty();
    assertThat(harness.timers()).isZero();
  }

  /** Test 14. */
  @Test
  void aStepThatHasBeenLearnedChangesNothing() throws Exception {
    harness.send(1, 2, 3, 3, 1, 4, 4, 5, 6);

    assertThat(harness.losses()).isDeepEqualTo(PredictHarness.expected(6));
    assertThat(harness.scored().stream().mapToLong(each -> each.totals().duplicates()).sum())
        .isEqualTo(3);
    assertThat(harness.scored().stream().mapToLong(each -> each.totals().tokens()).sum())
        .isEqualTo(6);
    assertThat(harness.deadLetters()).isEmpty();
  }

  @Test
  void aRestartChangesNoBit() throws Exception {
    harness.send(1, 2, 3, 5);
    OperatorSubtaskState state = harness.operator.snapshot(1, 0);
    double[][] before = harness.losses();
    harness.open(PredictHarness.LEARNERS, 3, 0, state);
    harness.send(4, 6);

    double[][] expected = PredictHarness.expected(6);
    assertThat(before).isDeepEqualTo(Arrays.copyOf(expected, 2));
    assertThat(harness.losses()).isDeepEqualTo(Arrays.copyOfRange(expected, 2, 5));
  }

  @Test
  void stateOfOtherLearnersIsRefused() throws Exception {
    harness.send(1);
    OperatorSubtaskState state = harness.operator.snapshot(1, 0);

    assertThatThrownBy(() -> harness.open(List.of("zero", "copy"), 3, 0, state))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessage(
            "--learners: the state is of zero,ridge:0.001,mesanet:2:0.25,oracle,kalman:4,"
                + " not of zero,copy");
  }

  /** Sums over so many delays have no room in any array. */
  @Test
  void aFailureStaysWithItsSequence() throws Exception {
    harness.open(List.of("ridge:0.001:delays-50000"), 3, 0, null);
    harness.send(
        Fixture.arrived("s", 3, 1), Fixture.arrived("s", 1, 1), Fixture.arrived("s", 2, 1));

    assertThat(harness.refused()).containsExactly("1 resting", "3 resting", "2 resting");
    assertThat(harness.scored()).isEmpty();
    assertThat(harness.operator.numKeyedStateEntries()).as("the failure").isEqualTo(1);
    assertThat(harness.operator.numEventTimeTimers()).isZero();
  }

  @Test
  void tokensThatOverflowAreLossesBeyondAllBoundsNotFailures() throws Exception {
    harness.open(Fixture.defaults(), 3, 0, null);
    for (int t = 1; t <= 5; t++) {
      harness.send(Fixture.arrived("s", t, 1e200, -1e300));
    }

    assertThat(harness.deadLetters()).isEmpty();
    assertThat(harness.losses()[3][0]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(harness.losses()[3]).doesNotContain(Double.NaN);
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
    harness.send(1, 2, 3);

    Totals third = harness.scored().get(2).totals();
    assertThat(third.residuals()[1]).as("solved at once").isNaN();
    assertThat(third.residuals()[2]).isPositive();
    assertThat(third.conditioning()).as("3 is no power of two").isEmpty();
    Totals second = harness.scored().get(1).totals();
    assertThat(second.conditioning()[0]).isNaN();
    assertThat(second.conditioning()[1]).isGreaterThan(1);
    assertThat(harness.deadLetters()).extracting(DeadLetter::reason).doesNotContain(Reason.RESTING);
  }
}
