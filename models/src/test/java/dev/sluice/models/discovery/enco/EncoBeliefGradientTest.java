// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnedNetworks;
import dev.sluice.models.domain.VariableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoBeliefGradientTest extends EncoGradients {
  private static final double STEP = 1e-4;

  private BeliefGradient gradient(EdgeKnowledge knowledge) {
    double[] unit = {1, 1, 1};
    LearnedNetworks networks = new LearnedNetworks(shape, weights, new double[N], unit);
    return new EncoBeliefGradient(N, knowledge, state, networks, GRAPHS, BATCH.length);
  }

  /**
   * Against central differences of the expected loss, summed over all sets of parents: in gamma of
   * every edge, in theta of pairs with the target. The mean of 2,000 estimates, within 4.5 of its
   * standard errors.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void isTheDerivativeOfTheExpectedLoss(int target) {
    BeliefGradient gradient = gradient(EdgeKnowledge.none(N));
    double[][] gamma = new double[REPEATS][];
    double[][] theta = new double[REPEATS][];
    for (int r = 0; r < REPEATS; r++) {
      BeliefGradient.Parts parts = gradient.of(draws, VariableSet.of(target), 3, r);
      gamma[r] = parts.existence();
      theta[r] = parts.orientation();
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        if (i != j) {
          assertMean(gamma, i * N + j, slope(EncoBlock.GAMMA, i, j, target));
          boolean told = i == target || j == target;
          assertMean(theta, i * N + j, told ? slope(EncoBlock.THETA, i, j, target) : 0);
        }
      }
    }
  }

  private double slope(EncoBlock block, int i, int j, int target) {
    move(block, i, j, STEP);
    double above = expectedLoss(target);
    move(block, i, j, -2 * STEP);
    double below = expectedLoss(target);
    move(block, i, j, STEP);
    return (above - below) / (2 * STEP);
  }

  /** Theta stays antisymmetric. */
  private void move(EncoBlock block, int i, int j, double by) {
    state.graph()[block.first(N) + i * N + j] += by;
    if (block == EncoBlock.THETA) {
      state.graph()[block.first(N) + j * N + i] -= by;
    }
  }

  private double expectedLoss(int target) {
    EncoBeliefs beliefs = new EncoBeliefs(N, EdgeKnowledge.none(N), state);
    double sum = 0;
    for (int j = 0; j < N; j++) {
      int first = (j + 1) % N;
      int second = (j + 2) % N;
      for (int set = 0; set < 4 && j != target; set++) {
        double one = beliefs.edge(first, j);
        double two = beliefs.edge(second, j);
        double probability = ((set & 1) != 0 ? one : 1 - one) * ((set & 2) != 0 ? two : 1 - two);
        long parents = ((set & 1) != 0 ? 1L << first : 0) | ((set & 2) != 0 ? 1L << second : 0);
        sum += probability * loss(j, parents);
      }
    }
    return sum;
  }

  /** Neither lambda nor the prior's odds are in it: they do not depend on the draws. */
  @Test
  void whatEdgesCostIsLeftOut() {
    VariableSet[] none = VariableSet.noneOf(N);
    double[] odds = {0, 3, -3, 1, 0, 2, -1, 4, 0};
    BeliefGradient.Parts told =
        gradient(EdgeKnowledge.of(none, none, odds)).of(draws, VariableSet.of(1), 3, 0);
    BeliefGradient.Parts untold =
        gradient(EdgeKnowledge.none(N)).of(draws, VariableSet.of(1), 3, 0);
    assertThat(told.existence()).isEqualTo(untold.existence());
    assertThat(told.orientation()).isEqualTo(untold.orientation());
    EncoBeliefs beliefs = new EncoBeliefs(N, EdgeKnowledge.none(N), state);
    double exists = beliefs.existence(0, 2);
    double slope = exists * (1 - exists) * beliefs.orientation(0, 2);
    double[][] gamma = new double[REPEATS][];
    for (int r = 0; r < REPEATS; r++) {
      gamma[r] = gradient(EdgeKnowledge.none(N)).of(draws, VariableSet.of(1), 3, r).existence();
    }
    assertMean(gamma, 2, slope * gain(0, 2, beliefs));
  }

  @Test
  void equalIndicesGiveEqualBitsAndKnownEdgesNothing() {
    BeliefGradient.Parts once = gradient(EdgeKnowledge.none(N)).of(draws, VariableSet.of(0), 3, 7);
    BeliefGradient again = gradient(EdgeKnowledge.none(N));
    again.of(draws, VariableSet.of(2), 3, 6);
    assertThat(again.of(draws, VariableSet.of(0), 3, 7).existence()).isEqualTo(once.existence());
    assertThat(once.existence()[2]).isNotCloseTo(0, within(1e-9));
    VariableSet[] forbidden = {VariableSet.EMPTY, VariableSet.EMPTY, VariableSet.of(0)};
    EdgeKnowledge known = EdgeKnowledge.of(VariableSet.noneOf(N), forbidden, new double[N * N]);
    assertThat(gradient(known).of(draws, VariableSet.of(1), 3, 7).existence()[2]).isZero();
  }
}
