// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Test 9: who reads pairs x, y as one sequence learns that the next x follows from y, which is
 * false, and at first does worse with more pairs (early ascent in arXiv 2309.05858). Step 2 i - 1
 * is the prediction of y_i.
 */
class FewShotTest {
  private static final Contender OVERLAPPING = Trial.causal(new ExactRidge(0.1));
  private static final Contender CORRECT =
      Contender.causal(new LeastSquares(Regression.onLast().ofEverySecond(), new ExactRidge(0.1)));

  private static Trial trial;

  @BeforeAll
  static void runAll() {
    trial = Trial.of(SequenceTask.regression(), 5, 1000, 81, List.of(OVERLAPPING, CORRECT));
  }

  @Test
  void earlyAscentComesWithOverlappingPairs() {
    double first = loss(OVERLAPPING, 1);

    assertThat(loss(OVERLAPPING, 5)).isGreaterThan(1.5 * first);
    assertThat(loss(OVERLAPPING, 11)).isBetween(0.75 * first, first);
    assertThat(loss(OVERLAPPING, 41)).isLessThan(0.5 * first);
  }

  @Test
  void withCorrectPairsTheLossOnlyFalls() {
    for (int pair = 2; pair <= 11; pair++) {
      assertThat(loss(CORRECT, pair)).isLessThan(loss(CORRECT, pair - 1));
    }
    assertThat(loss(CORRECT, 21)).isLessThan(0.01);
    for (int pair = 2; pair <= 41; pair++) {
      assertThat(loss(CORRECT, pair)).isLessThan(loss(OVERLAPPING, pair));
    }
  }

  private static double loss(Contender contender, int pair) {
    return trial.loss(contender, 2 * pair - 1);
  }
}
