// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.ClearData;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import org.junit.jupiter.api.Test;

final class EncoLogitsTest {
  private static final Domain DOMAIN = Domain.categorical(3, 3, 3);
  private static final Enco ENCO = new Enco(DOMAIN, EdgeKnowledge.none(3), EncoSettings.light(), 1);
  private static final Budget FEW = new Budget(20, 10);

  private static LearnerState trained() {
    TrainingData data = new ClearData(DOMAIN, ClearData.chainAndOneAlone(3), 1).draw(100, 20);
    LearnerState state = ENCO.initial();
    ENCO.train(state, data, FEW);
    return state;
  }

  @Test
  void arePutWhereTheyCameFromAndOptimisersBeginAnew() {
    LearnerState state = trained();
    LearnerState before = state.copy();
    EncoLogits logits = EncoLogits.of(state, 3);
    LearnerState with = logits.into(state, 3);

    assertThat(state.graph()).containsExactly(before.graph());
    assertThat(with.weights()).containsExactly(state.weights());
    assertThat(with.first()).containsExactly(state.first());
    assertThat(with.counters()).containsExactly(state.counters());
    for (EncoBlock block : EncoBlock.values()) {
      boolean kept =
          switch (block) {
            case GAMMA, THETA, GAMMA_MOVED_OBSERVED, GAMMA_MOVED_INTERVENED -> true;
            default -> false;
          };
      for (int at = block.first(3); at < block.first(3) + 9; at++) {
        assertThat(with.graph()[at]).isEqualTo(kept ? state.graph()[at] : 0);
      }
    }
    assertThat(ENCO.beliefs(with).edges()).isDeepEqualTo(ENCO.beliefs(state).edges());
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double forth = logits.orientation()[3 * i + j];
        assertThat(forth).isEqualTo(0.0 - logits.orientation()[3 * j + i]);
      }
    }
  }

  @Test
  void aLearnerBelievesWhatItIsGiven() {
    double[] existence = {0, 1, -1, 2, 0, -2, 3, -3, 0};
    double[] orientation = {0, 4, -5, -4, 0, 6, 5, -6, 0};
    EncoLogits logits = new EncoLogits(existence, orientation);
    LearnerState with = logits.into(trained(), 3);
    assertThat(EncoLogits.of(with, 3).existence()).containsExactly(existence);
    assertThat(EncoLogits.of(with, 3).orientation()).containsExactly(orientation);
    assertThat(ENCO.beliefs(with).graph()[0][1]).isTrue();
    assertThatThrownBy(() -> logits.into(trained(), 2)).hasMessage("9 and 9 logits of 2 variables");
  }
}
