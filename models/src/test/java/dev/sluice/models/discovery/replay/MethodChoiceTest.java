// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MethodChoiceTest {

  /** So that older states, which knew no soft interventions, stay readable. */
  @Test
  void softInterventionsAreNamedOnlyWhereTheyAre() {
    Capacity capacity = new Capacity(150, 40);
    MethodChoice soft = new MethodChoice(MethodName.DCDI, 8, null, null, null, false, true, 3);

    assertThat(soft.options(capacity))
        .isEqualTo(
            "--method DCDI --hidden 8 --batch (own) --graphs (own) --sparsity (own)"
                + " --latent-confounders false --seed 3 --capacity 150 --intervention-capacity 40"
                + " --soft");
    assertThat(MethodChoice.usual(MethodName.ENCO, 3).options(capacity))
        .isEqualTo(
            "--method ENCO --hidden (own) --batch (own) --graphs (own) --sparsity (own)"
                + " --latent-confounders false --seed 3 --capacity 150"
                + " --intervention-capacity 40");
  }

  /** What a hidden cause tells is little, so that an edge costs less where one is looked for. */
  @Test
  void anEdgeCostsLessWhereLatentConfoundersAreLookedFor() {
    assertThat(existence(null, true))
        .isEqualTo(existence(.001, true))
        .isNotEqualTo(existence(.004, true));
    assertThat(existence(null, false)).isEqualTo(existence(.004, false));
  }

  private static double[][] existence(Double sparsity, boolean latentConfounders) {
    Domain domain = Domain.categorical(2, 2);
    List<Regime> regimes =
        List.of(
            new Regime(VariableSet.EMPTY, null, new double[][] {{0, 0}, {1, 1}, {0, 1}}),
            new Regime(VariableSet.of(0), null, new double[][] {{0, 0}, {1, 1}}),
            new Regime(VariableSet.of(1), null, new double[][] {{0, 0}, {1, 0}}));
    DiscoveryMethod enco =
        new MethodChoice(MethodName.ENCO, 4, 4, 4, sparsity, latentConfounders, 3)
            .of(domain, EdgeKnowledge.none(2));
    LearnerState state = enco.initial();
    enco.train(state, TrainingData.of(domain, regimes), new Budget(2, 5));
    return enco.beliefs(state).existence();
  }
}
