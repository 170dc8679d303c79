// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.domain.VariableSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where proximity was wrong in the paper's code, by the numbers of the specification. */
final class SiteWeightsTest {
  private static final double LEAST = Math.ceil(0.05 * 0x1p20) / 0x1p20;

  /** 0 -> 1 -> 2, and 3 alone. */
  private static final boolean[][] CHAIN = {
    {false, true, false, false},
    {false, false, true, false},
    {false, false, false, false},
    {false, false, false, false}
  };

  private static final SiteWeights HALVES = new SiteWeights(0.5, 0.05);

  /** Pairs 01, 02, 03, 12, 13, 23; distances from 0 are 0, 1, 2, none. */
  @Test
  void areThoseByHand() {
    assertThat(HALVES.of(CHAIN, VariableSet.of(0))).containsExactly(1, 1, 1, .5, .5, .25);
    assertThat(new SiteWeights(0.1, 0.05).of(CHAIN, VariableSet.of(0)))
        .containsExactly(1, 1, 1, Math.rint(0.1 * 0x1p20) / 0x1p20, grid(0.1), LEAST);
  }

  /** Defect 1: with alpha = 1 what cannot be reached weighs as much as a target. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 0, -0.5, 1.5, Double.NaN})
  void defect1RefusesAnAlphaThatDoesNotFade(double alpha) {
    assertThatThrownBy(() -> new SiteWeights(alpha, 0.05))
        .hasMessage("alpha: must be between 0 and 1, is " + alpha);
    assertThatThrownBy(() -> new SiteWeights(0.5, 0))
        .hasMessage("least: must be above 0 and at most 1, is 0.0");
  }

  /** Defect 2: who intervenes on 2 orients 1 -> 2, though no path leads from 2 to 1. */
  @Test
  void defect2TheNearerEndCounts() {
    assertThat(HALVES.of(CHAIN, VariableSet.of(2))).containsExactly(LEAST, 1, LEAST, 1, LEAST, 1);
  }

  /** Defects 3 and 4: a number for a pair, whichever way it is joined, and whether it is or not. */
  @Test
  void defects3And4PairsHaveOneWeightEachAndNonEdgesToo() {
    double[] weights = HALVES.of(CHAIN, VariableSet.of(1));
    assertThat(weights).hasSize(6).containsExactly(1, .5, LEAST, 1, 1, .5);
  }

  @Test
  void areLeastOutOfReachAndWithoutTargets() {
    assertThat(HALVES.of(CHAIN, VariableSet.EMPTY)).containsOnly(LEAST);
    assertThat(HALVES.of(new boolean[1][1], VariableSet.of(0))).isEmpty();
    assertThat(SiteWeights.naive(4)).containsOnly(1).hasSize(6);
  }

  @Test
  void goRoundCycles() {
    boolean[][] cycle = {{false, true, false}, {false, false, true}, {true, false, false}};
    assertThat(SiteWeights.distances(cycle, VariableSet.of(1))).containsExactly(2, 0, 1);
  }

  @Test
  void areMultiplesOfTheirUnit() {
    double[] weights = new SiteWeights(0.3, 0.07).of(CHAIN, VariableSet.of(0));
    for (double weight : weights) {
      assertThat(weight * 0x1p20).isEqualTo(Math.rint(weight * 0x1p20)).isGreaterThan(0);
    }
  }

  private static double grid(double weight) {
    return Math.rint(weight * 0x1p20) / 0x1p20;
  }
}
