// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static dev.sluice.models.scm.InterventionKind.PERFECT;
import static dev.sluice.models.scm.InterventionKind.SOFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalModelTest {
  private static final int DRAWS = 20_000;

  /** 2 -> 1, 0 -> 1, 1 -> 3. */
  private static final Dag GRAPH = Dag.ofEdges(4, new int[][] {{2, 1}, {0, 1}, {1, 3}});

  private static final VariableSet ONE = VariableSet.of(1);

  @ParameterizedTest
  @ValueSource(strings = {"neural:3", "dsdi:3", "dsdi:2", "neural:10"})
  void drawsFollowTheLaw(String family) {
    ConditionalModel model = model(family);
    assertThat(distance(model, VariableSet.EMPTY, PERFECT, model)).isLessThan(margin(model));
  }

  @ParameterizedTest
  @ValueSource(strings = {"neural:3", "dsdi:3"})
  void perfectInterventionIsUniformWhateverTheParents(String family) {
    ConditionalModel model = model(family);
    ConditionalModel cut = model.intervened(ONE);

    assertThat(distance(model, ONE, PERFECT, cut)).isLessThan(margin(model));
    assertThat(cut.graph()).isEqualTo(GRAPH);
    int c = model.domain().categories()[1];
    double[] values = {1, 0, 1, 1};
    assertThat(cut.losses(values)[1]).isEqualTo(Math.log(c), within(1e-15));
    assertThat(cut.losses(values)[3]).isEqualTo(model.losses(values)[3]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"neural:3", "dsdi:3"})
  void softInterventionIsAnotherLawOfTheSameParents(String family) {
    ConditionalModel model = model(family);

    boolean[] moves = new boolean[4];
    double[] first = model.sample(VariableSet.EMPTY, SOFT, 1, 0);
    for (int draw = 0; draw < 2000; draw++) {
      double[] observed = model.sample(VariableSet.EMPTY, SOFT, 1, draw);
      double[] soft = model.sample(ONE, SOFT, 1, draw);
      for (int node = 0; node < 4; node++) {
        moves[node] |= observed[node] != soft[node];
      }
    }
    assertThat(moves).containsExactly(false, true, false, true);
    // neither order nor another instance changes what a soft intervention is
    double[] again = model(family).sample(ONE, SOFT, 1, 77);
    assertThat(model.sample(ONE, SOFT, 1, 77)).isEqualTo(again);
    assertThat(model.sample(VariableSet.EMPTY, SOFT, 1, 0)).isEqualTo(first);
  }

  @Test
  void redrawnReplacesTheTargetsAlone() {
    ConditionalModel model = model("neural:4");
    ConditionalModel shifted = model.redrawn(ONE, 9);
    double[] values = {1, 2, 3, 0};

    double[] before = model.losses(values);
    double[] after = shifted.losses(values);
    assertThat(after[1]).isNotEqualTo(before[1]);
    assertThat(new double[] {after[0], after[2], after[3]})
        .containsExactly(before[0], before[2], before[3]);
    assertThat(model.redrawn(ONE, 9).losses(values)).isEqualTo(after);
  }

  @Test
  void blendIsAMixtureOfEachMechanism() {
    ConditionalModel model = model("neural:3");
    ConditionalModel other = model.redrawn(ONE, 4);
    ConditionalModel blend = model.blend(other, 0.25);
    double[] values = {1, 2, 0, 1};

    double p = Math.exp(-model.losses(values)[1]);
    double q = Math.exp(-other.losses(values)[1]);
    assertThat(Math.exp(-blend.losses(values)[1])).isEqualTo(0.75 * p + 0.25 * q, within(1e-15));
    assertThat(blend.losses(values)[3]).isEqualTo(model.losses(values)[3]);
    CategoricalModel tables = CategoricalModel.draw(GRAPH, 3, 1);
    assertThatThrownBy(() -> model.blend(tables, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("only models of the same kind blend");
  }

  @Test
  void entropyIsExactWhereItCanBeAndElseUnknown() {
    ConditionalModel model = model("neural:3");

    double sum = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      sum += Arrays.stream(model.losses(model.sample(VariableSet.EMPTY, SOFT, 3, draw))).sum();
    }
    // the losses of a draw deviate by about 1
    assertThat(model.entropy()).isCloseTo(sum / DRAWS, within(0.03));
    assertThat(MechanismFamily.parse("neural").draw(GraphFamily.parse("chain:7").draw(1), 1))
        .extracting(StructuralCausalModel::entropy)
        .isEqualTo(Double.NaN);
  }

  /** A table of 24 parents of ten categories has 10^25 entries. */
  @Test
  void parentsMayBeAllOthers() {
    Dag full = GraphFamily.parse("full:25").draw(3);
    StructuralCausalModel model = MechanismFamily.parse("neural:10").draw(full, 3);

    double[] values = model.sample(VariableSet.EMPTY, PERFECT, 1, 0);
    model.domain().check(values, VariableSet.EMPTY);
    assertThat(model.losses(values)).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    assertThat(model.entropy()).isNaN();
    int last = full.topologicalOrder()[24];
    double[] twin = values.clone();
    twin[full.topologicalOrder()[0]] = (twin[full.topologicalOrder()[0]] + 1) % 10;
    assertThat(model.losses(twin)[last]).isNotEqualTo(model.losses(values)[last]);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Dag large = GraphFamily.parse("full:200").draw(1);

    assertThatThrownBy(() -> MechanismFamily.parse("neural:1000").draw(large, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("networks of 955200000 weights are larger than 20000000");
    assertThatThrownBy(() -> MechanismFamily.parse("dsdi:1000").draw(large, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("networks of 800000000 weights are larger than 20000000");
    assertThatThrownBy(() -> model("neural:3").sample(VariableSet.of(4), PERFECT, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 4 is not one of the 4 variables");
  }

  @Test
  void numbersOfASeedNeverChange() {
    assertThat(model("neural:10").sample(VariableSet.EMPTY, PERFECT, 1, 0))
        .containsExactly(3, 8, 2, 7);
    assertThat(model("dsdi:3").sample(VariableSet.EMPTY, PERFECT, 1, 0))
        .containsExactly(0, 1, 1, 1);
    assertThat(model("dsdi:3").sample(ONE, SOFT, 1, 0)).containsExactly(0, 0, 1, 0);
    assertThat(model("neural:10").law(1).probabilities(new double[] {3, 0, 7, 0})[0])
        .isEqualTo(0.1175694610893522, within(1e-12));
  }

  private static ConditionalModel model(String family) {
    return (ConditionalModel) MechanismFamily.parse(family).draw(GRAPH, 5);
  }

  /** Total variation between variables 1 and 3 as they are drawn and as the law says. */
  private static double distance(
      ConditionalModel model, VariableSet targets, InterventionKind kind, ConditionalModel law) {
    int c = model.domain().categories()[0];
    double[][] difference = new double[c][c];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] x = model.sample(targets, kind, 21, draw);
      difference[(int) x[1]][(int) x[3]] += 1.0 / DRAWS;
    }
    ExactLaw exact = ExactLaw.of(law);
    for (int i = 0; i < exact.probabilities().length; i++) {
      double[] x = exact.configurations()[i];
      difference[(int) x[1]][(int) x[3]] -= exact.probabilities()[i];
    }
    return Arrays.stream(difference).flatMapToDouble(Arrays::stream).map(Math::abs).sum() / 2;
  }

  /** The mean is below half of sqrt(cells / draws); deviations are small beside it. */
  private static double margin(ConditionalModel model) {
    int c = model.domain().categories()[0];
    return 0.5 * c / Math.sqrt(DRAWS) + 2 / Math.sqrt(DRAWS);
  }
}
