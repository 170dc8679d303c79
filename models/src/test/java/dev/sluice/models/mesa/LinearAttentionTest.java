// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Test 4: a layer with the weights of proposition 1 is a step of gradient descent. */
class LinearAttentionTest {
  private static final double RATE = 0.032;

  @Test
  void fromZeroItIsTheLearnerOfOneGradientStep() {
    for (int number = 0; number < 20; number++) {
      double[][] tokens = SequenceTask.linear().tokens(1, number, 50);
      double[][] zero = new double[10][10];
      double[][] attended =
          LinearAttention.gradientStep(RATE, zero).apply(LinearAttention.constructed(tokens, zero));
      Learners learners = new Learners(10, List.of(Trial.causal(new GradientStep(RATE))));
      SequenceState state = learners.start();
      for (int t = 1; t <= 50; t++) {
        learners.observe(state, t, tokens[t - 1], null, new double[1]);
        assertThat(Arrays.copyOf(attended[t - 1], 10))
            .containsExactly(learners.prediction(state, 0), within(1e-12));
      }
    }
  }

  /** The gradient of 1/2 sum |s_i - Phi s_{i-1}|^2, written out. */
  @Test
  void fromOtherWeightsItIsAnExplicitGradientStep() {
    UniformRandomProvider random = KeyedRandom.of(2, "initial weights");
    double[][] initial = new double[10][10];
    for (double[] row : initial) {
      Arrays.setAll(row, j -> random.nextDouble() - 0.5);
    }
    double[][] tokens = SequenceTask.linear().tokens(3, 0, 30);
    double[][] attended =
        LinearAttention.gradientStep(RATE, initial)
            .apply(LinearAttention.constructed(tokens, initial));
    for (int t = 0; t < tokens.length; t++) {
      double[][] stepped = stepped(tokens, t, initial);
      for (int i = 0; i < 10; i++) {
        double expected = 0;
        for (int j = 0; j < 10; j++) {
          expected += stepped[i][j] * tokens[t][j];
        }
        assertThat(attended[t][i]).isCloseTo(expected, within(1e-12));
      }
    }
  }

  private static double[][] stepped(double[][] tokens, int last, double[][] initial) {
    double[][] stepped = new double[10][];
    for (int i = 0; i < 10; i++) {
      stepped[i] = initial[i].clone();
      for (int pair = 0; pair <= last; pair++) {
        double[] from = pair == 0 ? new double[10] : tokens[pair - 1];
        double error = tokens[pair][i];
        for (int j = 0; j < 10; j++) {
          error -= initial[i][j] * from[j];
        }
        for (int j = 0; j < 10; j++) {
          stepped[i][j] += RATE * error * from[j];
        }
      }
    }
    return stepped;
  }

  @Test
  void whatComesOutIsClipped() {
    LinearAttention layer =
        new LinearAttention(
            List.of(
                new LinearAttention.Head(
                    new double[][] {{1}}, new double[][] {{1}}, new double[][] {{2}})),
            4);

    assertThat(layer.apply(new double[][] {{1}, {1}, {-1}}))
        .isDeepEqualTo(new double[][] {{3}, {4}, {-4}});
  }
}
