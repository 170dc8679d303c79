// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static dev.sluice.models.mesa.verdict.VerdictFixtures.RATE;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.function;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.gd;
import static dev.sluice.models.mesa.verdict.VerdictFixtures.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.task.SequenceTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalJacobianTest {
  private static final HeldOut SEQUENCES = HeldOut.of(SequenceTask.linear(), 1, 0, 4, 12);

  /** The derivative of rate sum s_i s_{i-1}' s_t, of which the last term has s_t twice. */
  @Test
  void ofAGradientStepItIsThatOfTheFormula() {
    double[][] s = SEQUENCES.tokens()[2];
    int step = 7;
    double[][] actual = LocalJacobian.matrix(SEQUENCES, 2, step, gd(RATE));
    double dot = 0;
    for (int i = 0; i < 10; i++) {
      dot += s[step - 2][i] * s[step - 1][i];
    }
    for (int j = 0; j < 10; j++) {
      for (int i = 0; i < 10; i++) {
        double expected = i == j ? RATE * dot : 0;
        for (int u = 1; u < step; u++) {
          expected += RATE * s[u][i] * s[u - 1][j];
        }
        assertThat(actual[j][i]).isCloseTo(expected, within(1e-11));
      }
    }
  }

  @Test
  void aModelWithTheWeightsOfProposition1HasTheSame() {
    LocalJacobian same =
        LocalJacobian.of(
            SEQUENCES, 3, List.of(5, 12), VerdictFixtures.gradientStep(RATE), gd(RATE));

    assertThat(same.cosine()).isCloseTo(1, within(1e-12));
    assertThat(same.distance()).isCloseTo(0, within(1e-18));
  }

  /** Twice the rate points the same way, at the distance of once the rate. */
  @Test
  void theCosineKnowsNoLength() {
    LocalJacobian twice = LocalJacobian.of(SEQUENCES, 3, List.of(5), gd(2 * RATE), gd(RATE));

    assertThat(twice.cosine()).isCloseTo(1, within(1e-12));
    assertThat(twice.distance()).isCloseTo(1, within(1e-12));
  }

  @Test
  void oppositeOrNoDerivativesHaveTheirOwnCosines() {
    Predictor copy = function("copy", (token, truth) -> token);
    Predictor minus = function("minus", (token, truth) -> times(-1, token));
    Predictor none = function("none", (token, truth) -> new double[10]);

    assertThat(LocalJacobian.of(SEQUENCES, 1, List.of(5), minus, copy).cosine())
        .isCloseTo(-1, within(1e-12));
    LocalJacobian ofNone = LocalJacobian.of(SEQUENCES, 1, List.of(5), none, copy);
    assertThat(ofNone.cosine()).isZero();
    assertThat(ofNone.distance()).isCloseTo(1, within(1e-12));
    assertThat(LocalJacobian.of(SEQUENCES, 1, List.of(5), none, none).cosine()).isNaN();
  }

  @Test
  void fewStepsAreLookedAtToTheLast() {
    assertThat(LocalJacobian.steps(50)).containsExactly(5, 10, 20, 30, 40, 50);
    assertThat(LocalJacobian.steps(12)).containsExactly(5, 10);
    assertThat(LocalJacobian.steps(3)).containsExactly(3);
  }
}
