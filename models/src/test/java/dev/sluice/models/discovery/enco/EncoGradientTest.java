// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.domain.VariableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoGradientTest extends EncoGradients {
  /**
   * Equations 4 and 5 with the expectation over all sets of parents, against the mean of 2,000
   * estimates from 100 graphs each: within 4.5 of its standard errors.
   *
   * @param target on which the batch intervenes
   * @param reached mask of the variables on which some batch intervenes
   */
  @ParameterizedTest
  @CsvSource({"0, 7", "1, 7", "2, 7", "0, 1", "1, 2"})
  void isTheExactExpectationOnAverage(int target, int reached) {
    VariableSet targets = VariableSet.of(target);
    EncoBeliefs beliefs = new EncoBeliefs(N, EdgeKnowledge.none(N), state);
    double[][] gamma = new double[REPEATS][];
    double[][] theta = new double[REPEATS][];
    for (int r = 0; r < REPEATS; r++) {
      EncoGradient estimate = estimate(EdgeKnowledge.none(N), targets, reached, r, 1);
      gamma[r] = estimate.gamma().clone();
      theta[r] = estimate.theta().clone();
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        boolean free = i != j && j != target;
        double exists = beliefs.existence(i, j);
        double oriented = beliefs.orientation(i, j);
        double expected =
            free ? exists * (1 - exists) * oriented * (gain(i, j, beliefs) + LAMBDA) : 0;
        assertMean(gamma, i * N + j, expected);
        double both =
            oriented(i, j, beliefs, target, reached) - oriented(j, i, beliefs, target, reached);
        assertMean(theta, i * N + j, both);
      }
    }
  }

  /** Theta's gradient is antisymmetric to the bit, and moves what section 3.3 says. */
  @Test
  void pairsWithTheTargetMoveWholeUnreachedOnesByATenthOthersNotAtAll() {
    EncoGradient estimate = estimate(EdgeKnowledge.none(N), VariableSet.of(0), 1, 0, 1);
    double[][] share = {{0, 1, 1}, {1, 0, 0.1}, {1, 0.1, 0}};
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        assertThat(estimate.share()[i * N + j]).isEqualTo(share[i][j]);
        assertThat(estimate.theta()[i * N + j]).isEqualTo(-estimate.theta()[j * N + i]);
      }
    }
    assertThat(estimate.theta()[N + 2]).isNotZero();
    EncoGradient reached = estimate(EdgeKnowledge.none(N), VariableSet.of(0), 7, 0, 1);
    assertThat(reached.share()[N + 2]).isZero();
    assertThat(reached.theta()[N + 2]).isZero();
  }

  /** Of two targets neither tells about the other, and both about the third. */
  @Test
  void targetsOfOneBatchAreNotJudgedByEachOther() {
    EncoGradient estimate = estimate(EdgeKnowledge.none(N), VariableSet.of(0, 1), 7, 0, 1);
    assertThat(estimate.share()[1]).isZero();
    assertThat(estimate.theta()[1]).isZero();
    assertThat(estimate.gamma()[1]).isZero();
    assertThat(estimate.gamma()[N]).isZero();
    assertThat(estimate.gamma()[2]).isNotZero();
    assertThat(estimate.theta()[2]).isNotZero();
    assertThat(estimate.theta()[N + 2]).isNotZero();
  }

  /** A cost of ln odds is paid once: per draw it is that over their number. */
  @Test
  void oddsAreACostSpreadOverTheDraws() {
    VariableSet[] none = VariableSet.noneOf(N);
    double[] odds = new double[N * N];
    odds[2] = 3; // 0 -> 2
    EdgeKnowledge known = EdgeKnowledge.of(none, none, odds);
    VariableSet target = VariableSet.of(1);
    double without = estimate(EdgeKnowledge.none(N), target, 7, 0, 50).gamma()[2];
    EncoBeliefs beliefs = new EncoBeliefs(N, known, state);
    double exists = beliefs.existence(0, 2);
    double slope = exists * (1 - exists) * beliefs.orientation(0, 2);
    assertThat(estimate(known, target, 7, 0, 50).gamma()[2])
        .isEqualTo(without - slope * 3 / 50, within(1e-15));
    assertThat(estimate(known, target, 7, 0, 5000).gamma()[2])
        .isEqualTo(without - slope * 3 / 5000, within(1e-15));
  }

  @Test
  void knownEdgesHaveNoGradient() {
    VariableSet none = VariableSet.EMPTY;
    EdgeKnowledge known =
        EdgeKnowledge.of(
            new VariableSet[] {none, VariableSet.of(0), none},
            new VariableSet[] {none, none, VariableSet.of(0)},
            new double[N * N]);
    EncoGradient estimate = estimate(known, VariableSet.of(0), 7, 0, 1);
    assertThat(estimate.gamma()[1]).isZero();
    assertThat(estimate.gamma()[2]).isZero();
    assertThat(estimate.theta()[1]).isZero();
  }
}
