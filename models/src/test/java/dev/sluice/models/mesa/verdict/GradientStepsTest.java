// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.task.SequenceTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientStepsTest {
  private static final HeldOut SEQUENCES = HeldOut.of(SequenceTask.linear(3), 1, 0, 10, 8);

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  /** Phi' = Phi - rate (Phi H - C), twice from 0, written out. */
  @Test
  void twoCoefficientsAreTwoStepsOfDescent() {
    double a = 0.05;
    double b = 0.02;
    double[][][] actual =
        VerdictFixtures.learner(new GradientSteps(List.of(a + b, -a * b))).predictions(SEQUENCES);
    double[][] s = SEQUENCES.tokens()[4];
    for (int t = 0; t < 8; t++) {
      double[][] phi = new double[3][3];
      for (double rate : new double[] {a, b}) {
        double[][] next = {phi[0].clone(), phi[1].clone(), phi[2].clone()};
        for (int u = 1; u <= t; u++) {
          double[] image = times(phi, s[u - 1]);
          for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
              next[i][j] += rate * (s[u][i] - image[i]) * s[u - 1][j];
            }
          }
        }
        phi = next;
      }
      assertThat(actual[4][t]).containsExactly(times(phi, s[t]), within(1e-13));
    }
  }

  @Test
  void ratesOfADescentAreFound() {
    Predictor descent = VerdictFixtures.learner(new GradientSteps(List.of(0.07, -0.001)));
    Contender fitted = FittedSteps.of(SEQUENCES, descent, 2);

    double distance =
        ModelComparison.of(SEQUENCES, descent, List.of(new LearnerPredictor(fitted))).distance(0);
    assertThat(distance).isZero();
    assertThat(fitted.label()).isEqualTo("gd-2-steps:0.07:-0.001");
  }

  @Test
  void againstTheGradientThereIsNoRate() {
    Predictor against = VerdictFixtures.learner(new GradientSteps(List.of(-0.07)));
    Predictor nothing = VerdictFixtures.function("new", (token, truth) -> new double[3]);

    assertThat(FittedSteps.of(SEQUENCES, against, 1)).isNull();
    assertThat(FittedSteps.of(SEQUENCES, nothing, 2)).isNull();
    assertThatThrownBy(() -> new GradientSteps(List.of(Double.NaN)))
        .hasMessage("no gradient steps of [NaN]");
  }
}
