// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.MeanEstimate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedScoresTest {
  private static final int REPLICATES = 100;
  private static final int CASES = 50;

  /** Dice of 1, 1/2 and 0 against 1/2, 1/2 and 1/2. */
  @Test
  void byHand() {
    PairedScores scores = PairedScores.empty(1, REPLICATES);
    scores.observe("a", Masks.score(100, 0, 0), Masks.score(100, 200, 0));
    scores.observe("b", Masks.score(40, 80, 0), Masks.score(40, 80, 0));
    scores.observe("c", Masks.score(0, 0, 30), Masks.score(30, 60, 0));
    scores.observe("d", Masks.score(0, 0, 0), Masks.score(0, 9, 0));
    assertThat(scores.cases()).isEqualTo(4);
    assertThat(scores.withLesion()).isEqualTo(3);
    assertThat(scores.withoutLesion).isEqualTo(1);
    assertThat(scores.firstBetter).isEqualTo(1);
    assertThat(scores.equal()).isEqualTo(1);
    assertThat(scores.secondBetter).isEqualTo(1);
    assertThat(scores.difference(0.95).mean()).isZero();
    assertThat(scores.differenceDeviation()).isEqualTo(0.5);
  }

  /** The interval, not the P value, is that of the test at the end. */
  @Test
  void hasTheIntervalOfTheTest() {
    PairedTest atTheEnd = PairedTest.once(dice(0), dice(1));
    Interval test = atTheEnd.interval(0.95);
    MeanEstimate difference = of(0, CASES).difference(0.95);
    assertThat(difference.n()).isEqualTo(45).isEqualTo(atTheEnd.n());
    assertThat(difference.interval().lower()).isCloseTo(test.lower(), within(1e-11));
    assertThat(difference.interval().upper()).isCloseTo(test.upper(), within(1e-11));
  }

  /** The same patients are drawn for both models: the differences are those of the means. */
  @Test
  void isTheDifferenceOfBothModelsScores() {
    ModelScores first = ModelScores.empty(1, REPLICATES);
    ModelScores second = ModelScores.empty(1, REPLICATES);
    for (int i = 0; i < CASES; i++) {
      first.observe("patient " + i, score(i, 0));
      second.observe("patient " + i, score(i, 1));
    }
    PairedScores paired = of(0, CASES);
    assertThat(paired.difference.moments.sum())
        .isEqualTo(first.dice.moments.sum() - second.dice.moments.sum());
    assertThat(paired.difference.weights).isEqualTo(first.dice.weights);
    for (int b = 0; b < REPLICATES; b++) {
      assertThat(paired.difference.sums[b]).isEqualTo(first.dice.sums[b] - second.dice.sums[b]);
    }
  }

  @Test
  void partsMergedAreTheWholeAtEverySplitAndInAnyOrder() {
    for (int split = 0; split <= CASES; split++) {
      PairedScores first = of(0, split);
      PairedScores second = of(split, CASES);
      second.merge(first);
      assertThat(second).usingRecursiveComparison().isEqualTo(of(0, CASES));
      assertThat(first).usingRecursiveComparison().isEqualTo(of(0, split));
    }
    PairedScores backwards = PairedScores.empty(1, REPLICATES);
    for (int i = CASES - 1; i >= 0; i--) {
      backwards.observe("patient " + i, score(i, 0), score(i, 1));
    }
    assertThat(backwards).usingRecursiveComparison().isEqualTo(of(0, CASES));
  }

  @Test
  void aCaseThatIsTakenBackLeavesNoTrace() {
    PairedScores scores = of(0, CASES);
    for (int i = 20; i < CASES; i++) {
      scores.retract("patient " + i, score(i, 0), score(i, 1));
    }
    assertThat(scores).usingRecursiveComparison().isEqualTo(of(0, 20));
  }

  @Test
  void aModelAgainstItselfIsNoDifference() {
    PairedScores scores = PairedScores.empty(1, REPLICATES);
    for (int i = 0; i < CASES; i++) {
      scores.observe("patient " + i, score(i, 0), score(i, 0));
    }
    assertThat(scores.difference(0.95).interval()).isEqualTo(new Interval(0, 0));
    assertThat(scores.difference(0.95).bootstrap()).isEqualTo(new Interval(0, 0));
    assertThat(scores.equal()).isEqualTo(scores.withLesion());
  }

  @Test
  void whatIsNoPair() {
    PairedScores scores = PairedScores.empty(1, REPLICATES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scores.observe("a", Masks.score(5, 0, 5), Masks.score(5, 0, 6)))
        .withMessage("true masks of 10 and 11 voxels");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scores.merge(PairedScores.empty(2, REPLICATES)))
        .withMessage("bootstraps of seeds 1 and 2");
    assertThat(scores).usingRecursiveComparison().isEqualTo(PairedScores.empty(1, REPLICATES));
  }

  /** Of the cases with a lesion. */
  private static double[] dice(int model) {
    return IntStream.range(0, CASES)
        .mapToObj(i -> score(i, model))
        .filter(CaseScore::hasLesion)
        .mapToDouble(CaseScore::dice)
        .toArray();
  }

  /** Every tenth case is without a lesion. */
  private static CaseScore score(int i, int model) {
    CounterRandom random = CounterRandom.of(1, "pairs", i);
    long voxels = i % 10 == 0 ? 0 : 10 + (long) (1_000 * random.uniform(0));
    long both = (long) (voxels * random.uniform(1L + model));
    long more = (long) (100 * random.uniform(3L + model));
    return Masks.score(both, more, voxels - both);
  }

  private static PairedScores of(int from, int to) {
    PairedScores scores = PairedScores.empty(1, REPLICATES);
    for (int i = from; i < to; i++) {
      scores.observe("patient " + i, score(i, 0), score(i, 1));
    }
    return scores;
  }
}
