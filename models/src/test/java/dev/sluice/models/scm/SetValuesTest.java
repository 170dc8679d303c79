// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetValuesTest {
  private static final Dag CHAIN = Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}});

  @ParameterizedTest
  @ValueSource(strings = {"linear-gaussian", "categorical:3", "dirichlet:3", "neural:3", "dsdi:3"})
  void onlyWhatFollowsTheTargetsChanges(String family) {
    StructuralCausalModel model = MechanismFamily.parse(family).draw(CHAIN, 5);
    int changed = 0;
    for (int index = 0; index < 50; index++) {
      double[] seen = model.sample(VariableSet.EMPTY, InterventionKind.PERFECT, 3, index);
      double[] set = model.sampleAt(VariableSet.of(1), 2, 3, index);
      assertThat(set[0]).isEqualTo(seen[0]);
      assertThat(set[1]).isEqualTo(2);
      changed += set[2] == seen[2] ? 0 : 1;
      if (seen[1] == 2) {
        assertThat(set).isEqualTo(seen);
      }
    }
    assertThat(changed).isPositive();
  }

  @Test
  void aLinearMechanismFollowsTheValue() {
    LinearGaussianModel model = LinearGaussianModel.draw(CHAIN, 5);
    double[] low = model.sampleAt(VariableSet.of(1), 1, 3, 7);
    double[] high = model.sampleAt(VariableSet.of(1), 3, 3, 7);
    assertThat(high[2] - low[2]).isCloseTo(2 * model.weight(1, 2), within(1e-12));
  }

  @Test
  void valuesAndTargetsThatAreNoneAreRefused() {
    StructuralCausalModel model = MechanismFamily.parse("categorical:3").draw(CHAIN, 5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.sampleAt(VariableSet.of(1), 3, 3, 7))
        .withMessage("values[1] is not a category 0 to 2: 3.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.sampleAt(VariableSet.of(3), 1, 3, 7))
        .withMessage("target 3 is not one of the 3 variables");
  }
}
