// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.VariableSet;
import org.junit.jupiter.api.Test;

class EdgeKnowledgeTest {
  private static final VariableSet NONE = VariableSet.EMPTY;

  @Test
  void withoutKnowledgeAllButTheDiagonalIsFree() {
    EdgeKnowledge none = EdgeKnowledge.none(2);
    assertThat(none.isFree(0, 1)).isTrue();
    assertThat(none.isFree(1, 0)).isTrue();
    assertThat(none.isForbidden(0, 0)).isTrue();
    assertThat(none.isRequired(0, 1)).isFalse();
    assertThat(none.logOdds(0, 1)).isZero();
  }

  /** 0 -> 1 is required, 2 -> 0 forbidden. */
  @Test
  void aRequiredEdgeForbidsTheOpposite() {
    EdgeKnowledge known =
        EdgeKnowledge.of(
            new VariableSet[] {NONE, VariableSet.of(0), NONE},
            new VariableSet[] {VariableSet.of(2), NONE, NONE},
            new double[9]);
    assertThat(known.isRequired(0, 1)).isTrue();
    assertThat(known.isForbidden(1, 0)).isTrue();
    assertThat(known.isForbidden(2, 0)).isTrue();
    assertThat(known.isFree(0, 2)).isTrue();
    assertThat(known.isFree(0, 1)).isFalse();
  }

  @Test
  void contradictionsAreNamed() {
    VariableSet[] none = {NONE, NONE};
    VariableSet[] edge = {NONE, VariableSet.of(0)};
    VariableSet[] both = {VariableSet.of(1), VariableSet.of(0)};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EdgeKnowledge.of(edge, edge, new double[4]))
        .withMessage("the edge 0 -> 1 is both required and forbidden");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EdgeKnowledge.of(both, none, new double[4]))
        .withMessage("the edge 0 -> 1 is both required and forbidden");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                EdgeKnowledge.of(new VariableSet[] {VariableSet.of(0), NONE}, none, new double[4]))
        .withMessage("the edge 0 -> 0 is both required and forbidden");
  }

  @Test
  void oddsAreThoseOfTheirEdge() {
    VariableSet[] none = {NONE, NONE};
    double[] odds = {0, 1.5, -2, 0};
    EdgeKnowledge known = EdgeKnowledge.of(none, none, odds);
    odds[1] = 9;
    assertThat(known.logOdds(0, 1)).isEqualTo(1.5);
    assertThat(known.logOdds(1, 0)).isEqualTo(-2);
  }
}
