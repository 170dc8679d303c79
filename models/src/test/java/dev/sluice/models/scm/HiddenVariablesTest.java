// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static dev.sluice.models.scm.InterventionKind.PERFECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenVariablesTest {
  /** 0 -> 1 -> 2 -> 3, 1 -> 4, 5 -> 4, 5 -> 0. */
  private static final Dag GRAPH =
      Dag.ofEdges(6, new int[][] {{0, 1}, {1, 2}, {2, 3}, {1, 4}, {5, 4}, {5, 0}});

  private static final StructuralCausalModel WHOLE =
      MechanismFamily.parse("neural:4").draw(GRAPH, 3);

  @Test
  void pathsThroughWhatIsHiddenAreEdges() {
    HiddenVariables model = HiddenVariables.of(WHOLE, VariableSet.of(1, 2));

    assertThat(model.seen()).containsExactly(0, 3, 4, 5);
    // 0 -> 3 and 0 -> 4 by way of 1; 5 -> 4 and 5 -> 0 as they were
    assertThat(model.graph()).hasToString("Dag(4; 0->1, 0->2, 3->0, 3->2)");
    assertThat(model.confounded()).isDeepEqualTo(new int[][] {{1, 2}});
    assertThat(model.domain().categories()).containsExactly(4, 4, 4, 4);
  }

  @Test
  void commonCausesLeaveNoEdge() {
    HiddenVariables model = HiddenVariables.of(WHOLE, VariableSet.of(5));

    assertThat(model.graph()).hasToString("Dag(5; 0->1, 1->2, 1->4, 2->3)");
    assertThat(model.confounded()).isDeepEqualTo(new int[][] {{0, 4}});
  }

  @Test
  void samplesAreThoseOfTheWholeWithoutTheHidden() {
    HiddenVariables model = HiddenVariables.of(WHOLE, VariableSet.of(1, 2));
    for (int draw = 0; draw < 100; draw++) {
      double[] whole = WHOLE.sample(VariableSet.of(3), PERFECT, 1, draw);

      assertThat(model.sample(VariableSet.of(1), PERFECT, 1, draw))
          .containsExactly(whole[0], whole[3], whole[4], whole[5]);
    }
    double[] shifted = WHOLE.redrawn(VariableSet.of(3), 8).sample(0, PERFECT, 1, 5);
    assertThat(model.redrawn(VariableSet.of(1), 8).sample(0, PERFECT, 1, 5))
        .containsExactly(shifted[0], shifted[3], shifted[4], shifted[5]);
    double[] cut = WHOLE.intervened(VariableSet.of(3)).sample(0, PERFECT, 1, 5);
    assertThat(model.intervened(VariableSet.of(1)).sample(0, PERFECT, 1, 5))
        .containsExactly(cut[0], cut[3], cut[4], cut[5]);
  }

  @Test
  void lossesAndEntropyAreUnknown() {
    HiddenVariables model = HiddenVariables.of(WHOLE, VariableSet.of(5));

    assertThat(model.losses(new double[5])).containsOnly(Double.NaN).hasSize(5);
    assertThat(model.entropy()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(strings = {"neural:3", "linear-gaussian"})
  void commonCausesAreAddedToPairsWithoutEdge(String mechanisms) {
    Dag graph = GraphFamily.parse("random:8:0.3").draw(4);
    HiddenVariables model =
        HiddenVariables.withCommonCauses(graph, 3, MechanismFamily.parse(mechanisms), 4);

    assertThat(model.graph()).isEqualTo(graph);
    assertThat(model.seen()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(model.confounded()).hasDimensions(3, 2);
    for (int[] pair : model.confounded()) {
      assertThat(graph.hasEdge(pair[0], pair[1]) || graph.hasEdge(pair[1], pair[0])).isFalse();
    }
    assertThat(
            HiddenVariables.withCommonCauses(graph, 3, MechanismFamily.parse(mechanisms), 4)
                .sample(0, PERFECT, 1, 1))
        .isEqualTo(model.sample(0, PERFECT, 1, 1));
  }

  /** x and y have no edge, but a hidden cause: dependent when observed, not when x is set. */
  @Test
  void confoundingShowsInObservationsAlone() {
    HiddenVariables model =
        HiddenVariables.withCommonCauses(
            Dag.empty(2), 1, MechanismFamily.parse("categorical:2"), 3);

    assertThat(Math.abs(covariance(model, VariableSet.EMPTY))).isGreaterThan(0.02);
    assertThat(covariance(model, VariableSet.of(0))).isBetween(-0.01, 0.01);
  }

  private static double covariance(StructuralCausalModel model, VariableSet targets) {
    int draws = 20_000;
    double[] sums = new double[3];
    for (int draw = 0; draw < draws; draw++) {
      double[] x = model.sample(targets, PERFECT, 9, draw);
      sums[0] += x[0] / draws;
      sums[1] += x[1] / draws;
      sums[2] += x[0] * x[1] / draws;
    }
    return sums[2] - sums[0] * sums[1];
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> HiddenVariables.of(WHOLE, VariableSet.first(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("all 6 variables are hidden");
    assertThatThrownBy(() -> HiddenVariables.of(WHOLE, VariableSet.of(6)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 6 is not one of the 6 variables");
    Dag full = GraphFamily.parse("full:4").draw(1);
    assertThatThrownBy(
            () -> HiddenVariables.withCommonCauses(full, 1, MechanismFamily.parse("neural:2"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no room for hidden common causes: 4 variables, of which 0 pairs have no edge");
    Dag chain = GraphFamily.parse("chain:4").draw(1);
    assertThatThrownBy(
            () -> HiddenVariables.withCommonCauses(chain, 4, MechanismFamily.parse("neural:2"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of hidden common causes must be 1 to 3, not 4");
    HiddenVariables one = HiddenVariables.of(WHOLE, VariableSet.of(5));
    assertThatThrownBy(() -> one.blend(MechanismFamily.parse("neural:4").draw(one.graph(), 1), 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only models of the same kind blend");
    assertThat(Arrays.stream(one.blend(one, 0.5).sample(0, PERFECT, 1, 1)).sum())
        .isEqualTo(Arrays.stream(one.sample(0, PERFECT, 1, 1)).sum());
  }
}
