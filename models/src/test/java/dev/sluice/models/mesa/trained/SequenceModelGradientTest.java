// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import static dev.sluice.models.mesa.trained.LayerKind.LINEAR;
import static dev.sluice.models.mesa.trained.LayerKind.MESA;
import static dev.sluice.models.mesa.trained.LayerKind.SOFTMAX;
import static dev.sluice.models.mesa.trained.TrainedFixtures.constructed;
import static dev.sluice.models.mesa.trained.TrainedFixtures.embedded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Test 7 of the reverse way, and the gradients of all other layers. */
class SequenceModelGradientTest {
  private static final double STEP = 1e-5;
  private static final double NONE = Double.POSITIVE_INFINITY;

  static Stream<Architecture> architectures() {
    return Stream.of(
        constructed(LINEAR, 1, NONE, 1),
        constructed(LINEAR, 3, NONE, 0.8),
        constructed(LINEAR, 2, 0.7, 1),
        constructed(MESA, 1, NONE, 1),
        constructed(MESA, 2, NONE, 1),
        constructed(MESA, 2, 0.7, 0.8),
        embedded(NONE, SOFTMAX),
        embedded(NONE, SOFTMAX, SOFTMAX),
        embedded(0.5, SOFTMAX, MESA),
        embedded(NONE, LINEAR, SOFTMAX, MESA));
  }

  /** Against central differences of the mean loss; of large models every third weight. */
  @ParameterizedTest
  @MethodSource("architectures")
  void isThatOfTheLossInAllKindsOfWeights(Architecture architecture) {
    SequenceModel model = new SequenceModel(architecture);
    double[] weights = model.initial(7);
    for (int w = 0; w < weights.length; w++) {
      weights[w] += 0.1 * Math.sin(w);
    }
    double[][][] sequences = TrainedFixtures.sequences(2, 3, 7, 5);
    double[] gradient = model.gradient(weights, sequences).gradient();
    double largest = 0;
    for (int w = 0; w < weights.length; w += weights.length > 300 ? 3 : 1) {
      double weight = weights[w];
      weights[w] = weight + STEP;
      double above = mean(model.predictions(weights, sequences), sequences);
      weights[w] = weight - STEP;
      double below = mean(model.predictions(weights, sequences), sequences);
      weights[w] = weight;
      assertThat(gradient[w])
          .as("weight %d of %d", w, weights.length)
          .isCloseTo((above - below) / (2 * STEP), within(1e-8 * (1 + Math.abs(gradient[w]))));
      largest = Math.max(largest, Math.abs(gradient[w]));
    }
    assertThat(largest).isGreaterThan(0.01);
  }

  /** The loss by its definition; the last token is not predicted from. */
  private static double mean(double[][][] predictions, double[][][] sequences) {
    double sum = 0;
    int terms = 0;
    for (int b = 0; b < sequences.length; b++) {
      for (int t = 0; t + 1 < sequences[b].length; t++) {
        for (int i = 0; i < sequences[b][t].length; i++) {
          double error = predictions[b][t][i] - sequences[b][t + 1][i];
          sum += error * error / 2;
        }
        terms++;
      }
    }
    return sum / terms;
  }

  /** A clipped model has entries on both sides of its bound, so that the test above sees both. */
  @Test
  void someEntriesAreClipped() {
    SequenceModel model = new SequenceModel(constructed(MESA, 2, 0.7, 0.8));
    double[][][][] activations =
        model.activations(model.initial(7), TrainedFixtures.sequences(2, 3, 7, 5));
    int clipped = 0;
    int free = 0;
    for (double[][] sequence : activations[1]) {
      for (double[] token : sequence) {
        for (double entry : token) {
          assertThat(Math.abs(entry)).isLessThanOrEqualTo(0.7);
          clipped += Math.abs(entry) == 0.7 ? 1 : 0;
          free += Math.abs(entry) < 0.7 ? 1 : 0;
        }
      }
    }
    assertThat(clipped).isGreaterThan(5);
    assertThat(free).isGreaterThan(5);
  }

  /** Chunks are summed: a batch of 40 is 40 batches of one. */
  @Test
  void isTheMeanOverSequences() {
    SequenceModel model = new SequenceModel(constructed(LINEAR, 2, 4, 1));
    double[] weights = model.initial(3);
    double[][][] sequences = TrainedFixtures.sequences(2, 40, 6, 9);
    LossGradient whole = model.gradient(weights, sequences);
    double[] sum = new double[weights.length];
    double loss = 0;
    for (double[][] sequence : sequences) {
      LossGradient one = model.gradient(weights, new double[][][] {sequence});
      loss += one.mean() / 40;
      for (int w = 0; w < sum.length; w++) {
        sum[w] += one.gradient()[w] / 40;
      }
    }
    assertThat(whole.gradient()).containsExactly(sum, within(1e-13));
    assertThat(whole.mean()).isCloseTo(loss, within(1e-13));
  }
}
