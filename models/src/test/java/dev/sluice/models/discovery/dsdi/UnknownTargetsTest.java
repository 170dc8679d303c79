// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is predicted of interventions that nobody has told the targets of. */
class UnknownTargetsTest {
  private static final DsdiSettings SETTINGS =
      new DsdiSettings(256, 5e-2, 4, 20, 4, 5, 3e-2, 2e-3, 0.3, DsdiSettings.Credit.CENTRED);

  private final StructuralCausalModel model =
      MechanismFamily.parse("categorical:3").draw(GraphFamily.parse("chain:4").draw(1), 1);
  private final List<Regime> regimes = new ArrayList<>();

  private double[][] draws(VariableSet targets, int count, long seed) {
    double[][] draws = new double[count][];
    Arrays.setAll(draws, d -> model.sample(targets, InterventionKind.PERFECT, seed, d));
    return draws;
  }

  private void unknown(String label, VariableSet targets, int count) {
    regimes.add(new Regime(null, label, draws(targets, count, 100 + regimes.size())));
  }

  private EdgeBeliefs learn() {
    regimes.add(new Regime(VariableSet.EMPTY, null, draws(VariableSet.EMPTY, 2000, 99)));
    TrainingData data = TrainingData.of(model.domain(), regimes);
    Dsdi method = new Dsdi(model.domain(), EdgeKnowledge.none(4), SETTINGS, 1);
    LearnerState state = method.initial();
    for (int round = 0; round < 6; round++) {
      method.train(state, data, new Budget(300, 80));
    }
    return method.beliefs(state);
  }

  /** The variables that are believed to be the target; -1 where nobody knows. */
  private static int[] targets(EdgeBeliefs beliefs) {
    return Arrays.stream(beliefs.targets()).mapToInt(UnknownTargetsTest::target).toArray();
  }

  private static int target(double[] beliefs) {
    for (int j = 0; j < beliefs.length; j++) {
      if (beliefs[j] > 0.5) {
        return j;
      }
    }
    return -1;
  }

  @Test
  void eachIsFoundOutAndSoIsTheGraph() {
    for (int v = 3; v >= 0; v--) {
      unknown("on " + v, VariableSet.of(v), 300);
    }
    EdgeBeliefs beliefs = learn();
    assertThat(targets(beliefs)).containsExactly(3, 2, 1, 0);
    assertThat(beliefs.graph()).isDeepEqualTo(model.graph().adjacency());
  }

  @Test
  void twoMayHaveTheSameTarget() {
    for (int v : new int[] {1, 2, 1, 3, 0}) {
      unknown("number " + regimes.size(), VariableSet.of(v), 300);
    }
    assertThat(targets(learn())).containsExactly(1, 2, 1, 3, 0);
  }

  @Test
  void ofOneDrawTheTargetStaysOpen() {
    unknown("one draw", VariableSet.of(2), 1);
    unknown("many", VariableSet.of(1), 300);
    EdgeBeliefs beliefs = learn();
    assertThat(target(beliefs.targets()[0])).isEqualTo(-1);
    assertThat(target(beliefs.targets()[1])).isEqualTo(1);
  }

  @Test
  void ofWhatWasNoInterventionTheTargetStaysOpen() {
    unknown("none", VariableSet.EMPTY, 300);
    unknown("one", VariableSet.of(1), 300);
    EdgeBeliefs beliefs = learn();
    assertThat(target(beliefs.targets()[0])).isEqualTo(-1);
    assertThat(target(beliefs.targets()[1])).isEqualTo(1);
  }
}
