// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static dev.sluice.models.mesa.Trial.causal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.solve.Conditioning;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MesaLayerTest {
  private static final long SEED = 23;

  /** Test 3. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 24})
  void withoutForgettingItIsRidgeRegression(int dimension) {
    Learners learners =
        new Learners(
            dimension,
            List.of(Contender.causal(new MesaLayer(0.001)), causal(new ExactRidge(0.001))));
    for (int number = 0; number < 20; number++) {
      double[][] tokens = SequenceTask.linear(dimension).tokens(SEED, number, 60);
      SequenceState state = learners.start();
      for (int t = 1; t <= 60; t++) {
        learners.observe(state, t, tokens[t - 1], null, new double[2]);
        assertThat(learners.prediction(state, 0))
            .containsExactly(learners.prediction(state, 1), within(1e-9));
      }
    }
  }

  /** A ridge that is forgotten with all else: at step t it is ridge forgetting^t. */
  @Test
  void withForgettingAndNoCapThePriorDecays() {
    double forgetting = 0.9;
    double[][] tokens = SequenceTask.linear().tokens(SEED, 1, 31);
    Learners layer =
        new Learners(
            10,
            List.of(
                Contender.causal(new MesaLayer(0.5, forgetting, Double.POSITIVE_INFINITY))));
    Learners ridge =
        new Learners(
            10,
            List.of(
                Contender.causal(
                    new LeastSquares(
                        Regression.onLast().forgetting(forgetting),
                        new ExactRidge(0.5 * Math.pow(forgetting, 30))))));
    SequenceState ofLayer = layer.start();
    SequenceState ofRidge = ridge.start();
    for (int t = 1; t <= 31; t++) {
      layer.observe(ofLayer, t, tokens[t - 1], null, new double[1]);
      ridge.observe(ofRidge, t, tokens[t - 1], null, new double[1]);
    }

    assertThat(layer.prediction(ofLayer, 0))
        .containsExactly(ridge.prediction(ofRidge, 0), within(1e-9));
  }

  /** Tokens of a law without noise: they fade, and most directions are hardly ever seen. */
  @Test
  void forgettingStaysFiniteOnAMillionTokensOfLowExcitation() {
    List<Contender> contenders =
        List.of(
            Contender.causal(new MesaLayer(0.001, 0.9)),
            Contender.causal(
                new LeastSquares(Regression.onLast().forgetting(0.9), new ExactRidge(0.001))));
    Learners learners = new Learners(4, contenders);
    SequenceState state = learners.start();
    double[] losses = new double[2];
    double worst = 0;
    for (int t = 1; t <= 1_000_000; t++) {
      // two of four directions fade, one swings on for ever, one is never seen
      double[] token = {Math.pow(0.9, t), Math.pow(0.5, t), t % 2 == 0 ? 1 : -1, 0};
      learners.observe(state, t, token, null, losses);
      worst = t > 100 ? Math.max(worst, Math.max(losses[0], losses[1])) : worst;
    }
    Conditioning layer = learners.conditioning(state, 0);
    Conditioning ridge = learners.conditioning(state, 1);

    assertThat(worst).isLessThan(1e-4);
    assertThat(layer.trace()).isLessThanOrEqualTo(4 / 0.001 * (1 + 1e-12)).isGreaterThan(1000);
    assertThat(layer.leastPivot()).isPositive();
    assertThat(layer.condition()).isLessThan(1e6);
    assertThat(ridge.leastPivot()).isEqualTo(0.001);
    assertThat(ridge.condition()).isCloseTo(10.001 / 0.001, Percentage.withPercentage(1e-6));
  }

  /** The published recursion, whose prior decays, on the same kind of stream. */
  @Test
  void withoutACapRoundingMakesItIndefinite() {
    Learners learners =
        new Learners(
            10, List.of(Contender.causal(new MesaLayer(0.001, 0.9, Double.POSITIVE_INFINITY))));
    SequenceState state = learners.start();
    double[][] w = SequenceTask.contracting().sequence(SEED, 3).transition();
    double[] token = SequenceTask.linear().token(SEED, 3, 1);
    boolean positive = true;
    for (int t = 1; t <= 600 && positive; t++) {
      learners.observe(state, t, token, null, new double[1]);
      token = product(w, token);
      positive = learners.conditioning(state, 0).leastPivot() > 0;
    }

    assertThat(positive).isFalse();
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  @Test
  void staysSymmetricToTheBit() {
    Learners learners = new Learners(10, List.of(Contender.causal(new MesaLayer(1, 0.95))));
    SequenceState state = learners.start();
    SimulatedSequence sequence = SequenceTask.linear().sequence(SEED, 9);
    for (int t = 1; t <= 200; t++) {
      learners.observe(state, t, sequence.next(), null, new double[1]);
    }
    int inverse = 10 + 100;
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(state.numbers[inverse + i * 10 + j])
            .isEqualTo(state.numbers[inverse + j * 10 + i]);
      }
    }
  }

  @Test
  void refusesSettingsThatMeanNothing() {
    assertThatThrownBy(() -> new MesaLayer(0)).hasMessageContaining("ridge");
    assertThatThrownBy(() -> new MesaLayer(1, 0)).hasMessageContaining("forgetting");
    assertThatThrownBy(() -> new MesaLayer(1, 1.1)).hasMessageContaining("forgetting");
    assertThatThrownBy(() -> new MesaLayer(1, 1, 0.5)).hasMessageContaining("most variance");
  }
}
