// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.HiddenVariables;
import dev.sluice.models.scm.MechanismFamily;
import org.junit.jupiter.api.Test;

class PairDependenceTest {
  private static final int[] BITS = {2, 2, 2};
  private static final int[] NONE = {};

  /** Rows of three bits, each so many times: the last says whether the others differ. */
  private static double[][] exclusive(int times) {
    double[][] draws = new double[4 * times][];
    for (int d = 0; d < draws.length; d++) {
      int i = d & 1;
      int j = d >> 1 & 1;
      draws[d] = new double[] {i, j, i ^ j};
    }
    return draws;
  }

  @Test
  void informationIsThatOfFrequenciesLessWhatChanceGives() {
    double[][] draws = exclusive(1000);

    // ratio 0, one degree of freedom
    assertThat(PairDependence.information(draws, BITS, 0, 1, NONE))
        .isCloseTo(-0.5 / 4000, within(1e-12));
    // ln 2 within each of two configurations, one degree of freedom in each
    assertThat(PairDependence.information(draws, BITS, 0, 1, new int[] {2}))
        .isCloseTo(Math.log(2) - 1.0 / 4000, within(1e-12));
    // no degree of freedom where one of the two never varies
    assertThat(PairDependence.information(draws, BITS, 0, 1, new int[] {0}))
        .isCloseTo(0, within(1e-12));
  }

  @Test
  void informationIsUnknownWhereConfigurationsHaveFewDraws() {
    assertThat(PairDependence.information(exclusive(1000), BITS, 0, 1, new int[] {2}))
        .isCloseTo(Math.log(2) - 1.0 / 4000, within(1e-12));
    assertThat(PairDependence.information(exclusive(999), BITS, 0, 1, new int[] {2})).isNaN();
  }

  /** The lesser of both directions is that given the third variable, by which 1 differs. */
  @Test
  void aPairIsAsDependentAsItsHiddenCauseMakesIt() {
    Dag all = Dag.ofEdges(4, new int[][] {{3, 0}, {3, 1}, {2, 1}});
    HiddenVariables system =
        HiddenVariables.of(MechanismFamily.parse("categorical:2").draw(all, 4), VariableSet.of(3));

    double[] dependence = PairDependence.of(system, 5);

    assertThat(dependence).hasSize(1);
    assertThat(dependence[0]).isPositive().isEqualTo(PairDependence.of(system, 5)[0]);
    assertThat(PairDependence.of(system, 6)[0]).isCloseTo(dependence[0], within(2e-3));
  }

  @Test
  void continuousPairsAndSystemsWithoutHiddenCausesHaveNone() {
    Dag all = Dag.ofEdges(3, new int[][] {{2, 0}, {2, 1}});
    HiddenVariables continuous =
        HiddenVariables.of(
            MechanismFamily.parse("linear-gaussian").draw(all, 1), VariableSet.of(2));
    HiddenVariables none =
        HiddenVariables.of(MechanismFamily.parse("categorical:2").draw(all, 1), VariableSet.of(1));

    assertThat(PairDependence.of(continuous, 1)).containsExactly(Double.NaN);
    assertThat(PairDependence.of(none, 1)).isEmpty();
  }
}
