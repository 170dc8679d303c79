// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetter;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens that come before it is their turn. */
class EarlyTokensFunctionTest {
  @AutoClose private PredictHarness harness;

  @BeforeEach
  void open() throws Exception {
    harness = PredictHarness.begin();
  }

  @Test
  void earlyTokensWaitForThoseBeforeThem() throws Exception {
    harness.send(3, 2, 4);
    assertThat(harness.scored()).isEmpty();
    harness.send(1, 6, 5);

    assertThat(harness.losses()).isDeepEqualTo(PredictHarness.expected(6));
    assertThat(harness.deadLetters()).isEmpty();
    assertThat(harness.operator.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.operator.numEventTimeTimers()).isZero();
  }

  @Test
  void ofOneStepOnlyOneTokenWaits() throws Exception {
    harness.send(
        Fixture.arrived("s", 2, 1, 2),
        Fixture.arrived("s", 2, 1, 2),
        Fixture.arrived("s", 2, 1, 3),
        Fixture.arrived("s", 1, 1, 1));

    assertThat(harness.scored()).hasSize(2);
    assertThat(harness.refused()).containsExactly("2 contradiction");
    assertThat(harness.deadLetters().get(0).message())
        .isEqualTo("t: another token 2 of its sequence waits already");
  }

  @Test
  void whereTooManyWaitThoseOfTheLargestStepsAreRefused() throws Exception {
    harness.send(9, 3, 10, 4, 11, 5);
    harness.send(1, 2);

    assertThat(harness.refused()).containsExactly("10 gap", "11 gap", "9 gap");
    assertThat(harness.deadLetters().get(2).message())
        .isEqualTo("t: is 9 where 1 is the next, and 3 wait already (--max-waiting)");
    assertThat(harness.losses()).isDeepEqualTo(PredictHarness.expected(5));
  }

  @Test
  void noneNeedWait() throws Exception {
    harness.open(PredictHarness.LEARNERS, 0, 0, null);
    harness.send(1, 3, 2);

    assertThat(harness.refused()).containsExactly("3 gap");
    assertThat(harness.losses()).isDeepEqualTo(PredictHarness.expected(2));
  }

  @Test
  void tokensThatAreNotOfTheSequenceAreRefusedAlsoOnceTheyHaveWaited() throws Exception {
    harness.send(Fixture.arrived("s", 3, 1, 2, 3));
    harness.send(Fixture.arrived("s", 1, 1, 2), Fixture.arrived("s", 2, "other", "", 0, 1, 2));
    harness.send(
        Fixture.arrived("s", 2, "default", "linear", 1, 1, 2), Fixture.arrived("s", 2, 1, 2));
    harness.send(Fixture.arrived("s", 3, 1, 1));

    assertThat(harness.refused())
        .containsExactly("2 contradiction", "2 contradiction", "3 wrong-dimension");
    assertThat(harness.deadLetters())
        .extracting(DeadLetter::message)
        .containsExactly(
            "group: is 'other', but of its sequence 'default'",
            "task, seed, number: are linear, 7, 1, but of its sequence none",
            "values: are 3 numbers, but 2 in its sequence");
    assertThat(harness.scored()).extracting(ScoredToken::bin).containsExactly(0, 1, 2);
  }

  @Test
  void atTheEndOfTheTopicNobodyWaitsAnyLonger() throws Exception {
    harness.send(1, 4, 3);
    harness.operator.processWatermark(Watermark.MAX_WATERMARK);

    assertThat(harness.refused()).containsExactly("3 gap", "4 gap");
    assertThat(harness.deadLetters().get(0).message())
        .isEqualTo("t: is 3 where 2 is missing, and the topic has ended");
    assertThat(harness.operator.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void aSilentSequenceIsForgotten() throws Exception {
    harness.open(PredictHarness.LEARNERS, 3, 1000, null);
    harness.operator.setProcessingTime(1);
    harness.send(1);
    harness.operator.setProcessingTime(900);
    harness.send(2, 4);
    harness.operator.setProcessingTime(1899);
    assertThat(harness.deadLetters()).isEmpty();
    assertThat(harness.operator.numProcessingTimeTimers()).isEqualTo(1);
    harness.operator.setProcessingTime(1900);

    assertThat(harness.refused()).containsExactly("4 gap");
    assertThat(harness.operator.numKeyedStateEntries()).isZero();
    assertThat(harness.timers()).isZero();
    harness.send(3);
    assertThat(harness.scored()).as("a sequence cannot go on from nothing").hasSize(2);
  }
}
