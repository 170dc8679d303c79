// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import static dev.sluice.models.mesa.trained.LayerKind.LINEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The way back to tokens. */
class TokenGradientTest {
  private static final double STEP = 1e-5;
  private static final boolean[] SCORED = {false, true, true, false, false, true};

  static Stream<Architecture> architectures() {
    return SequenceModelGradientTest.architectures();
  }

  private static double[] weights(SequenceModel model) {
    double[] weights = model.initial(7);
    for (int w = 0; w < weights.length; w++) {
      weights[w] += 0.1 * Math.sin(w);
    }
    return weights;
  }

  /** Against central differences in each entry, targets held. */
  @ParameterizedTest
  @MethodSource("architectures")
  void isThatOfTheLossInTokensThatArePredictedFrom(Architecture architecture) {
    SequenceModel model = new SequenceModel(architecture);
    double[] weights = weights(model);
    double[][][] sequences = TrainedFixtures.sequences(2, 3, 7, 5);
    double[][][] gradient =
        model.tokenGradient(weights, sequences, SCORED, Workers.NONE).gradient();
    double[][][] targets = TrainedFixtures.deepCopy(sequences);
    double largest = 0;
    assertThat(gradient).hasDimensions(3, 6);
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < 6; t++) {
        for (int i = 0; i < 2; i++) {
          double entry = sequences[b][t][i];
          sequences[b][t][i] = entry + STEP;
          double above = loss(model.predictions(weights, sequences), targets);
          sequences[b][t][i] = entry - STEP;
          double below = loss(model.predictions(weights, sequences), targets);
          sequences[b][t][i] = entry;
          assertThat(gradient[b][t][i])
              .as("sequence %d, step %d, entry %d", b, t, i)
              .isCloseTo(
                  (above - below) / (2 * STEP), within(1e-8 * (1 + Math.abs(gradient[b][t][i]))));
          largest = Math.max(largest, Math.abs(gradient[b][t][i]));
        }
      }
    }
    assertThat(largest).isGreaterThan(0.01);
  }

  /** The mean over sequences and the three predictions that count. */
  private static double loss(double[][][] predictions, double[][][] targets) {
    double sum = 0;
    for (int b = 0; b < targets.length; b++) {
      for (int t = 0; t < SCORED.length; t++) {
        for (int i = 0; i < targets[b][t].length && SCORED[t]; i++) {
          double error = predictions[b][t][i] - targets[b][t + 1][i];
          sum += error * error / 2;
        }
      }
    }
    return sum / targets.length / 3;
  }

  /** What comes after the last prediction that counts has no part in it. */
  @Test
  void laterTokensDoNotCount() {
    SequenceModel model = new SequenceModel(TrainedFixtures.constructed(LINEAR, 2, 4, 1));
    boolean[] first = {true, false, false};
    double[][][] gradient =
        model
            .tokenGradient(
                weights(model), TrainedFixtures.sequences(2, 1, 4, 5), first, Workers.NONE)
            .gradient();
    assertThat(gradient[0][0]).doesNotContain(0);
    assertThat(gradient[0][1]).containsOnly(0);
    assertThat(gradient[0][2]).containsOnly(0);
  }

  /** Losses are those of all predictions, also of those that do not count; chunks follow. */
  @Test
  void chunksFollowEachOtherWithAnyNumberOfWorkers() {
    SequenceModel model = new SequenceModel(TrainedFixtures.constructed(LINEAR, 1, 4, 1));
    double[] weights = weights(model);
    double[][][] sequences = TrainedFixtures.sequences(2, 130, 7, 5);
    TokenGradient one = model.tokenGradient(weights, sequences, SCORED, Workers.NONE);
    try (Workers workers = Workers.of(3)) {
      TokenGradient three = model.tokenGradient(weights, sequences, SCORED, workers);
      assertThat(three.losses()).containsExactly(one.losses());
      assertThat(Arrays.deepEquals(three.gradient(), one.gradient())).isTrue();
    }
    assertThat(one.losses()).containsExactly(model.gradient(weights, sequences).losses());
    double[][][] last = {sequences[129]};
    double[][] alone = model.tokenGradient(weights, last, SCORED, Workers.NONE).gradient()[0];
    for (int t = 0; t < 6; t++) {
      assertThat(one.gradient()[129][t][0]).isCloseTo(alone[t][0] / 130, within(1e-15));
    }
  }

  @Test
  void whatIsNotScoredHasNoGradient() {
    SequenceModel model = new SequenceModel(TrainedFixtures.constructed(LINEAR, 1, 4, 1));
    double[][][] sequences = TrainedFixtures.sequences(2, 1, 4, 5);
    for (boolean[] scored : new boolean[][] {{false, false, false}, {true, true}}) {
      assertThatThrownBy(() -> model.tokenGradient(weights(model), sequences, scored, Workers.NONE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Parted at every step, a token has nothing in its last slot, as the first one has. */
  @Test
  void aPartedTokenIsNotToldWhatCameBefore() {
    SequenceModel model = new SequenceModel(TrainedFixtures.constructed(LINEAR, 1, 4, 1));
    double[][][] sequences = TrainedFixtures.sequences(2, 2, 3, 5);
    double[][][][] seen = model.activations(weights(model), sequences);
    assertThat(Arrays.copyOfRange(seen[0][1][2], 6, 8)).containsExactly(sequences[1][1]);
    boolean[] joined = {true, false, false};
    double[][][] parted = model.predictions(weights(model), sequences, joined);
    double[][][] whole = model.predictions(weights(model), sequences);
    assertThat(parted[1][0]).containsExactly(whole[1][0]);
    assertThat(parted[1][2][0]).isNotEqualTo(whole[1][2][0]);
    joined[1] = true;
    joined[2] = true;
    assertThat(model.predictions(weights(model), sequences, joined)[1]).isDeepEqualTo(whole[1]);
  }

  @Test
  void embeddedTokensCannotBeParted() {
    SequenceModel model = new SequenceModel(TrainedFixtures.embedded(4, LayerKind.SOFTMAX));
    double[][][] sequences = TrainedFixtures.sequences(2, 1, 2, 5);
    assertThat(model.predictions(weights(model), sequences, new boolean[] {true, true}))
        .isDeepEqualTo(model.predictions(weights(model), sequences));
    assertThatThrownBy(
            () -> model.predictions(weights(model), sequences, new boolean[] {true, false}))
        .hasMessage("tokens of this model are not to be parted");
    assertThatThrownBy(() -> model.predictions(weights(model), sequences, new boolean[] {true}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
