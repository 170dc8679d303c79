// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import org.junit.jupiter.api.Test;

class GroundTruthTest {
  private static final GroundTruth CHAINS =
      GroundTruth.of(GraphFamily.parse("chain:3"), MechanismFamily.parse("categorical:3"));

  @Test
  void aSeedDrawsGraphAndMechanisms() {
    StructuralCausalModel system = CHAINS.draw().apply(7);

    assertThat(CHAINS.name()).isEqualTo("chain:3");
    assertThat(system.graph()).isEqualTo(GraphFamily.parse("chain:3").draw(7));
    assertThat(system.domain()).isEqualTo(CHAINS.domain());
  }

  @Test
  void drawsAreThoseThatAreSimulatedForTheSameSeed() {
    StructuralCausalModel system = CHAINS.draw().apply(2);

    TrainingData data = GroundTruth.draws(system, new DrawCounts(5, 2), 2);

    assertThat(data.observations()).hasNumberOfRows(5);
    assertThat(data.observations()[4])
        .isEqualTo(system.sample(VariableSet.EMPTY, InterventionKind.PERFECT, 2, 4));
    assertThat(data.interventions()).hasSize(3);
    VariableSet last = VariableSet.of(2);
    assertThat(data.interventions().get(2).targets()).isEqualTo(last);
    assertThat(data.interventions().get(2).draws()[1])
        .isEqualTo(system.sample(last, InterventionKind.PERFECT, 2, (3L << 40) + 1));
    assertThat(new DrawCounts(5, 2).total(3)).isEqualTo(data.draws());
  }

  @Test
  void withoutInterventionsThereAreObservationsAlone() {
    TrainingData data = GroundTruth.draws(CHAINS.draw().apply(1), new DrawCounts(4, 0), 1);

    assertThat(data.interventions()).isEmpty();
    assertThat(data.draws()).isEqualTo(4);
  }

  @Test
  void numbersOfDrawsHaveRanges() {
    assertThatThrownBy(() -> new DrawCounts(0, 1))
        .hasMessage("observations: must be at least 1, is 0");
    assertThatThrownBy(() -> new DrawCounts(1, -1))
        .hasMessage("interventions: must be at least 0, is -1");
  }
}
