// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import org.junit.jupiter.api.Test;

/** Parents that networks learn from where latent common causes are looked for. */
class FittedParentsTest {
  private static final int N = 3;

  private final LearnerState state =
      new LearnerState(
          new long[0], new float[0], new float[0], new float[0], new double[EncoBlock.size(N)]);
  private final EncoBeliefs beliefs = new EncoBeliefs(N, EdgeKnowledge.none(N), state);

  private void set(EncoBlock block, int i, int j, double value) {
    state.graph()[block.first(N) + i * N + j] = value;
  }

  @Test
  void areAsBelievedBeforeAnythingIsLearned() {
    assertThat(beliefs.matrix(beliefs::fitted)).isDeepEqualTo(beliefs.matrix(beliefs::edge));
    assertThat(beliefs.fitted(0, 1)).isEqualTo(0.25);
  }

  /** 0 -> 1 is believed; 1 -> 0 is not, but its network must not forget it. */
  @Test
  void includeTheDirectionThatHasLostAPair() {
    set(EncoBlock.GAMMA, 0, 1, 50);
    set(EncoBlock.GAMMA, 1, 0, -50);
    set(EncoBlock.THETA, 0, 1, 50);
    set(EncoBlock.THETA, 1, 0, -50);
    set(EncoBlock.GAMMA_MOVED_OBSERVED, 0, 1, 50);
    set(EncoBlock.GAMMA_MOVED_OBSERVED, 1, 0, -50);

    assertThat(beliefs.fitted(0, 1)).isCloseTo(1, within(1e-12));
    assertThat(beliefs.fitted(1, 0)).isCloseTo(0.5, within(1e-12));
  }

  /** Interventions speak against both directions, observations for one. */
  @Test
  void areThoseOfObservationsWhereInterventionsSpeakAgainstBoth() {
    set(EncoBlock.GAMMA, 0, 1, -50);
    set(EncoBlock.GAMMA, 1, 0, -50);
    set(EncoBlock.GAMMA_MOVED_OBSERVED, 0, 1, -50);
    set(EncoBlock.GAMMA_MOVED_OBSERVED, 1, 0, Math.log(3));

    assertThat(beliefs.fitted(0, 1)).isCloseTo(0.375, within(1e-12));
    assertThat(beliefs.fitted(1, 0)).isCloseTo(0.375, within(1e-12));

    set(EncoBlock.GAMMA_MOVED_OBSERVED, 1, 0, -50);
    assertThat(beliefs.fitted(0, 1)).isLessThan(1e-12);
  }
}
