// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainOfEightTest {
  private static final long SEED = 3;

  /** The set-up of the paper's generated graphs, at the size that suits a processor. */
  @Test
  void isFoundWithoutAnErrorInThreeEpochs() {
    Dag graph = GraphFamily.parse("chain:8").draw(SEED);
    StructuralCausalModel truth = MechanismFamily.parse("neural:10").draw(graph, SEED);
    List<Regime> regimes = new ArrayList<>();
    regimes.add(new Regime(VariableSet.EMPTY, null, draw(truth, VariableSet.EMPTY, 5000)));
    for (int v = 0; v < graph.nodes(); v++) {
      regimes.add(new Regime(VariableSet.of(v), null, draw(truth, VariableSet.of(v), 200)));
    }
    Enco enco = new Enco(truth.domain(), EdgeKnowledge.none(8), EncoSettings.light(), SEED);
    LearnerState state = enco.initial();
    TrainingData data = TrainingData.of(truth.domain(), regimes);
    for (int epoch = 0; epoch < 3; epoch++) {
      enco.train(state, data, Budget.EPOCH);
    }
    boolean[][] predicted = enco.beliefs(state).graph();
    for (int i = 0; i < graph.nodes(); i++) {
      for (int j = 0; j < graph.nodes(); j++) {
        assertThat(predicted[i][j]).as("%d -> %d", i, j).isEqualTo(graph.hasEdge(i, j));
      }
    }
  }

  private static double[][] draw(StructuralCausalModel truth, VariableSet targets, int count) {
    double[][] draws = new double[count][];
    for (int i = 0; i < count; i++) {
      long index = (targets.length() + 1L) * Integer.MAX_VALUE + i; // no noise in common
      draws[i] = truth.sample(targets, InterventionKind.PERFECT, SEED, index);
    }
    return draws;
  }
}
