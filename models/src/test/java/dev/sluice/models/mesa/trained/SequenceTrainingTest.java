// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTrainingTest {
  private static final int BATCH = 40;

  /** Training that stops half-way and goes on from a copy has the same bits. */
  @ParameterizedTest
  @ValueSource(strings = {"lsa-1", "lsa-2", "mesa", "softmax-2", "hybrid-1"})
  void aRestartChangesNoBit(String name) {
    SequenceTraining training = Recipe.of(name, 3).training();
    TrainingState through = run(training, training.initial(5), 0, 8);
    TrainingState half = run(training, training.initial(5), 0, 3);
    TrainingState copy =
        new TrainingState(
            half.version(),
            half.weights().clone(),
            half.firstMoments().clone(),
            half.secondMoments().clone());
    TrainingState restarted = run(Recipe.of(name, 3).training(), copy, 3, 8);
    assertThat(restarted.version()).isEqualTo(8);
    assertThat(restarted.weights()).containsExactly(through.weights());
    assertThat(restarted.firstMoments()).containsExactly(through.firstMoments());
    assertThat(restarted.secondMoments()).containsExactly(through.secondMoments());
    assertThat(through.weights()).isNotEqualTo(training.initial(5).weights());
    assertThat(training.initial(6).weights()).isNotEqualTo(training.initial(5).weights());
  }

  /** Chunks are computed beside one another and summed in their order. */
  @ParameterizedTest
  @ValueSource(strings = {"lsa-1", "mesa", "softmax-2", "hybrid-1"})
  void theNumberOfThreadsChangesNoBit(String name) {
    SequenceTraining training = Recipe.of(name, 3).training();
    TrainingState initial = training.initial(5);
    double[][][] batch = batch(3, 150, 1);
    TrainingStep alone = training.step(initial, batch);
    for (int threads = 2; threads <= 4; threads++) {
      try (Workers workers = Workers.of(threads)) {
        TrainingStep step = training.step(initial, batch, workers);
        assertThat(step.state().weights()).containsExactly(alone.state().weights());
        assertThat(step.state().secondMoments()).containsExactly(alone.state().secondMoments());
        assertThat(step.loss().losses()).containsExactly(alone.loss().losses());
        assertThat(step.loss().gradient()).containsExactly(alone.loss().gradient());
      }
    }
  }

  private static TrainingState run(
      SequenceTraining training, TrainingState from, int first, int last) {
    TrainingState state = from;
    for (int step = first; step < last; step++) {
      double[] before = state.weights().clone();
      TrainingState next = training.step(state, batch(3, BATCH, step)).state();
      assertThat(state.weights()).containsExactly(before);
      state = next;
    }
    return state;
  }

  private static double[][][] batch(int observed, int size, int step) {
    return TrainedFixtures.sequences(observed, size, 12, step);
  }

  /**
   * Of two entries, where the best linear prediction in context errs by little after two tokens.
   */
  @ParameterizedTest
  @ValueSource(strings = {"lsa-1", "mesa", "softmax-2"})
  void theLossFalls(String name) {
    Recipe recipe = Recipe.of(name, 2);
    AdamW quick = new AdamW(LearningRate.fixed(3e-3), 0.01, 1);
    SequenceTraining training =
        new SequenceTraining(new SequenceModel(recipe.architecture()), quick);
    TrainingState state = training.initial(1);
    double[][][] test = TrainedFixtures.sequences(2, 200, 12, -1);
    double before = training.model().gradient(state.weights(), test).mean();
    for (int step = 0; step < 300; step++) {
      state = training.step(state, batch(2, 32, step)).state();
    }
    double after = training.model().gradient(state.weights(), test).mean();
    assertThat(before).isCloseTo(1 / 3.0, within(0.03));
    assertThat(after).isLessThan(0.8 * before);
  }

  /** Algorithm 2 of AdamW by hand: the first step goes by the rate, less the decay. */
  @Test
  void theFirstStepsAreThoseOfTheAlgorithm() {
    AdamW optimiser = new AdamW(LearningRate.fixed(0.1), 0.5, 1);
    TrainingState state =
        optimiser.step(TrainingState.of(new double[] {2, 2, 0}), new double[] {0.3, -9, 0});
    assertThat(state.version()).isEqualTo(1);
    assertThat(state.firstMoments()).containsExactly(new double[] {0.03, -0.1, 0}, within(1e-15));
    assertThat(state.secondMoments()).containsExactly(new double[] {9e-5, 1e-3, 0}, within(1e-15));
    assertThat(state.weights()).containsExactly(new double[] {1.8, 2, 0}, within(1e-7));
    double mean = (0.9 * 0.03 + 0.1 * 0.1) / (1 - 0.81);
    double square = (0.999 * 9e-5 + 0.001 * 0.01) / (1 - 0.998001);
    TrainingState second = optimiser.step(state, new double[] {0.1, 0, 0});
    double first = state.weights()[0];
    assertThat(second.weights()[0])
        .isCloseTo(first - 0.1 * (mean / (Math.sqrt(square) + 1e-8) + 0.5 * first), within(1e-12));
  }

  @Test
  void theLearningRateRisesAndFalls() {
    LearningRate rate = new LearningRate(8e-4, 1_000, 30_000, 1e-5);
    assertThat(rate.at(0)).isZero();
    assertThat(rate.at(500)).isEqualTo(4e-4);
    assertThat(rate.at(1_000)).isEqualTo(8e-4);
    assertThat(rate.at(15_500)).isCloseTo(4.05e-4, within(1e-12));
    assertThat(rate.at(30_000)).isEqualTo(1e-5);
    assertThat(rate.at(1L << 40)).isEqualTo(1e-5);
    assertThat(LearningRate.fixed(1e-4).at(0)).isEqualTo(1e-4);
    assertThat(LearningRate.fixed(1e-4).at(77)).isEqualTo(1e-4);
  }

  @Test
  void aGradientThatIsNotFiniteEndsTraining() {
    AdamW optimiser = new AdamW(LearningRate.fixed(0.1), 0, 1);
    TrainingState state = TrainingState.of(new double[] {2});
    for (double gradient : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> optimiser.step(state, new double[] {gradient}))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("the gradient of step 1 is " + gradient);
    }
    assertThat(state.weights()).containsExactly(2);
  }

  @Test
  void anInterruptedThreadStops() {
    SequenceTraining training = Recipe.of("lsa-1", 2).training();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> training.step(training.initial(1), batch(2, 3, 1)))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    try (Workers workers = Workers.of(2)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> training.step(training.initial(1), batch(2, 3, 1), workers))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void recipesAreThoseOfTheReleasedCode() {
    assertThat(new SequenceModel(Architecture.linear(10, 1)).weights()).isEqualTo(4 * 40 * 40);
    Recipe mesa = Recipe.of("mesa", 10);
    assertThat(new SequenceModel(mesa.architecture()).weights()).isEqualTo(4 * 40 * 40 + 2);
    assertThat(mesa.optimiser().rate()).isEqualTo(LearningRate.fixed(4e-4));
    assertThat(List.of(mesa.batch(), mesa.steps())).containsExactly(256, 5_000);
    assertThat(Recipe.of("lsa-2", 10).architecture().heads()).isEqualTo(4);
    assertThat(Recipe.of("lsa-4", 10).steps()).isEqualTo(10_000);
    assertThat(Recipe.of("softmax-7", 10).architecture().layers()).hasSize(7);
    for (String name : Arrays.asList("lsa-0", "LSA-1", "mesa-1", "", "rnn")) {
      assertThatThrownBy(() -> Recipe.of(name, 10)).hasMessageStartingWith("there is no model");
    }
  }
}
