// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedExperimentTest {
  private final SimulatedExperiment gaussian =
      draw("chain:5", "linear-gaussian", InterventionKind.PERFECT);
  private final SimulatedExperiment categorical =
      draw("chain:3", "categorical:3", InterventionKind.SOFT);

  @Test
  void declarationKnowsTheTrueGraph() {
    Experiment declaration = gaussian.declaration();

    assertThat(declaration.getExperimentId()).isEqualTo("lab");
    assertThat(declaration.getVariables())
        .containsExactly(
            new Variable("X1", VariableKind.CONTINUOUS, null),
            new Variable("X2", VariableKind.CONTINUOUS, null),
            new Variable("X3", VariableKind.CONTINUOUS, null),
            new Variable("X4", VariableKind.CONTINUOUS, null),
            new Variable("X5", VariableKind.CONTINUOUS, null));
    assertThat(gaussian.graph()).hasToString("Dag(5; 0->1, 1->4, 3->0, 4->2)");
    assertThat(declaration.getTrueEdges())
        .containsExactly(
            List.of("X1", "X2"), List.of("X2", "X5"), List.of("X4", "X1"), List.of("X5", "X3"));
  }

  @Test
  void categoricalVariablesDeclareTheirCategories() {
    assertThat(categorical.declaration().getVariables())
        .containsOnly(
            new Variable("X1", VariableKind.CATEGORICAL, 3),
            new Variable("X2", VariableKind.CATEGORICAL, 3),
            new Variable("X3", VariableKind.CATEGORICAL, 3));
  }

  @Test
  void observationalSample() {
    Sample sample = gaussian.sample(0, 7);

    assertThat(sample.getExperimentId()).isEqualTo("lab");
    assertThat(sample.getSampleId()).isEqualTo("chain:5/linear-gaussian/1/-/7");
    assertThat(sample.getDrawnAt()).isNull();
    assertThat(sample.getTargets()).isEmpty();
    assertThat(sample.getKind()).isEqualTo(dev.sluice.schemas.InterventionKind.PERFECT);
    assertThat(sample.getValues()).hasSize(5);
  }

  @Test
  void interventionalSamples() {
    Sample perfect = gaussian.sample(3, 7);
    Sample soft = categorical.sample(1, 0);

    assertThat(perfect.getSampleId()).isEqualTo("chain:5/linear-gaussian/1/X3/7");
    assertThat(perfect.getTargets()).containsExactly("X3");
    assertThat(soft.getSampleId()).isEqualTo("chain:3/categorical:3/1/soft-X1/0");
    assertThat(soft.getTargets()).containsExactly("X1");
    assertThat(soft.getKind()).isEqualTo(dev.sluice.schemas.InterventionKind.SOFT);
    assertThat(soft.getValues()).isSubsetOf(0.0, 1.0, 2.0);
  }

  @Test
  void samplesAreAFunctionOfSystemRegimeAndNumber() {
    assertThat(gaussian.sample(0, 7)).isEqualTo(gaussian.sample(0, 7));
    assertThat(gaussian.sample(0, 7).getValues()).doesNotContainAnyElementsOf(others(0, 8));
    assertThat(gaussian.sample(0, 7).getValues()).doesNotContainAnyElementsOf(others(1, 7));
  }

  @Test
  void variablesTakeOtherNames() {
    SimulatedExperiment named = gaussian.named(List.of("a", "b", "c", "d", "e"));

    assertThat(named.sample(3, 7).getTargets()).containsExactly("c");
    assertThat(named.sample(3, 7).getValues()).isEqualTo(gaussian.sample(3, 7).getValues());
  }

  private List<Double> others(int regime, long number) {
    return gaussian.sample(regime, number).getValues();
  }

  private static SimulatedExperiment draw(String graphs, String mechanisms, InterventionKind kind) {
    return SimulatedExperiment.draw(
        "lab", GraphFamily.parse(graphs), MechanismFamily.parse(mechanisms), kind, 1);
  }
}
