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
  void asPublishedThePriorDecays() {
    double forgetting = 0.9;
    double[][] tokens = SequenceTask.linear().tokens(SEED, 1, 31);
    Learners layer =
        new Learners(10, List.of(Contender.causal(new MesaLayer(0.5, forgetting, false))));
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

  /** The prior that is left is within forgetting^(d-1) and 1 of the ridge in all directions. */
  @Test
  void aRenewedPriorIsAboutTheRidge() {
    double forgetting = 0.9;
    Learners learners =
        new Learners(
            4,
            List.of(
                Contender.causal(new MesaLayer(2, forgetting)),
                Contender.causal(
                    new LeastSquares(
                        Regression.onLast().forgetting(forgetting), new ExactRidge(2)))));
    SequenceState state = learners.start();
    double[] losses = new double[2];
    for (int t = 1; t <= 400; t++) {
      learners.observe(state, t, new double[4], null, losses);
    }
    int inverse = 4 + 32 + 16;
    for (int i = 0; i < 4; i++) {
      // direction 0 has just had its turn
      assertThat(1 / state.numbers[inverse + 5 * i])
          .isCloseTo(2 * Math.pow(forgetting, (4 - i) % 4), within(1e-12));
    }
    double[][] tokens = SequenceTask.linear(4).tokens(SEED, 5, 40);
    for (int t = 401; t <= 440; t++) {
      learners.observe(state, t, tokens[t - 401], null, losses);
      for (int i = 0; i < 4; i++) {
        assertThat(learners.prediction(state, 0)[i])
            .isCloseTo(learners.prediction(state, 1)[i], within(0.1));
      }
    }
  }

  /** Two of four directions fade, one swings on for ever, and one is never seen. */
  private static void fading(int t, double[] token) {
    token[0] = t == 1 ? 1 : token[0] < 1e-100 ? 0 : 0.9 * token[0];
    token[1] = t == 1 ? 1 : token[1] < 1e-100 ? 0 : 0.5 * token[1];
    token[2] = t % 2 == 0 ? 1 : -1;
  }

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
    double[] token = new double[4];
    double worst = 0;
    for (int t = 1; t <= 1_000_000; t++) {
      fading(t, token);
      learners.observe(state, t, token, null, losses);
      worst = t > 100 ? Math.max(worst, Math.max(losses[0], losses[1])) : worst;
    }
    Conditioning layer = learners.conditioning(state, 0);
    Conditioning ridge = learners.conditioning(state, 1);

    assertThat(worst).isLessThan(1e-4);
    assertThat(layer.trace()).isBetween(3 / 0.001, 3 / 0.001 / Math.pow(0.9, 3) + 1);
    assertThat(layer.leastPivot()).isCloseTo(0.1, Percentage.withPercentage(1));
    assertThat(layer.condition()).isLessThan(1 / 0.001 / Math.pow(0.9, 3) * 10.1);
    assertThat(ridge.leastPivot()).isEqualTo(0.001);
    assertThat(ridge.condition()).isCloseTo(10.001 / 0.001, Percentage.withPercentage(1e-6));
  }

  /** As published R is past all bounds on the same stream: why the prior is renewed. */
  @Test
  void asPublishedItDoesNotStayFinite() {
    Learners learners = new Learners(4, List.of(Contender.causal(new MesaLayer(1, 0.9, false))));
    SequenceState state = learners.start();
    double[] token = new double[4];
    for (int t = 1; t <= 300; t++) {
      fading(t, token);
      learners.observe(state, t, token, null, new double[1]);
    }
    assertThat(learners.conditioning(state, 0).trace()).isGreaterThan(1e13);
    for (int t = 301; t <= 8000; t++) {
      fading(t, token);
      learners.observe(state, t, token, null, new double[1]);
    }
    assertThat(learners.conditioning(state, 0).trace()).isNotFinite();
  }

  /** What is seen goes on being forgotten, though other directions are not seen. */
  @Test
  void adaptsWhereOnlyOneDirectionIsSeen() {
    Learners learners = new Learners(4, List.of(Contender.causal(new MesaLayer(0.001, 0.9))));
    SequenceState state = learners.start();
    double[] losses = new double[1];
    for (int t = 1; t <= 10_000; t++) {
      learners.observe(state, t, new double[] {t % 2 == 0 ? 1 : -1, 0, 0, 0}, null, losses);
    }
    for (int t = 10_001; t <= 10_060; t++) {
      learners.observe(state, t, new double[] {1, 0, 0, 0}, null, losses);
    }

    assertThat(losses[0]).isLessThan(1e-3);
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
  }
}
