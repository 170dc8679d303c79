// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import static dev.sluice.models.mesa.trained.LayerKind.LINEAR;
import static dev.sluice.models.mesa.trained.LayerKind.MESA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceModelTest {
  private static final String ARCHITECTURES =
      "dev.sluice.models.mesa.trained.SequenceModelGradientTest#architectures";

  @ParameterizedTest
  @MethodSource(ARCHITECTURES)
  void aTokenChangesNoPredictionBeforeIt(Architecture architecture) {
    SequenceModel model = new SequenceModel(architecture);
    double[] weights = model.initial(7);
    double[][][] sequences = TrainedFixtures.sequences(2, 3, 7, 5);
    double[][][] before = model.predictions(weights, sequences);
    for (int changed = 0; changed < 7; changed++) {
      double[][][] others = TrainedFixtures.deepCopy(sequences);
      others[1][changed][0] += 0.25;
      double[][][] after = model.predictions(weights, others);
      assertThat(after[0]).isDeepEqualTo(before[0]);
      assertThat(after[2]).isDeepEqualTo(before[2]);
      for (int t = 0; t < changed; t++) {
        assertThat(after[1][t]).containsExactly(before[1][t]);
      }
      assertThat(after[1][changed]).isNotEqualTo(before[1][changed]);
    }
  }

  /** A prefix is predicted as within the whole. */
  @ParameterizedTest
  @MethodSource(ARCHITECTURES)
  void predictionsDoNotDependOnWhatFollows(Architecture architecture) {
    SequenceModel model = new SequenceModel(architecture);
    double[] weights = model.initial(7);
    double[][] sequence = TrainedFixtures.sequences(2, 1, 7, 5)[0];
    double[][] whole = model.predictions(weights, new double[][][] {sequence})[0];
    double[][][] prefix = {{sequence[0]}};
    assertThat(model.predictions(weights, prefix)[0][0]).containsExactly(whole[0], within(1e-13));
  }

  /**
   * Test 4, proposition 1: a head that finds s_{t-1} by s_t and reads eta (s_t - Phi_0 s_{t-1})
   * makes one step of gradient descent on the sum of half squared errors of Phi s_{i-1} = s_i.
   */
  @Test
  void withTheWeightsOfProposition1ItIsOneStepOfGradientDescent() {
    int n = 10;
    double eta = 0.032;
    double[][] first = TrainedFixtures.sequences(n, 1, n, 77)[0];
    double[][][] sequences = TrainedFixtures.sequences(n, 5, 50, 4);
    SequenceModel model = new SequenceModel(wide(n, Double.POSITIVE_INFINITY));
    double[] weights = new double[model.weights()];
    proposition1(n, eta, first).into(model, weights, 0, 0);
    double[][][] predictions = model.predictions(weights, sequences);
    for (int b = 0; b < sequences.length; b++) {
      double[][] s = sequences[b];
      double[][] gradient = new double[n][n];
      for (int t = 0; t < s.length; t++) {
        for (int i = 0; t > 0 && i < n; i++) {
          double error = s[t][i] - dot(first[i], s[t - 1]);
          for (int j = 0; j < n; j++) {
            gradient[i][j] -= error * s[t - 1][j];
          }
        }
        for (int i = 0; i < n; i++) {
          double expected = 0;
          for (int j = 0; j < n; j++) {
            expected += (first[i][j] - eta * gradient[i][j]) * s[t][j];
          }
          // Slot 0 begins as 0, not as Phi_0 s_t; and at t = 1 the head also finds s_0 = 0.
          double before = dot(first[i], s[t]);
          assertThat(predictions[b][t][i] + before).isCloseTo(expected, within(1e-12));
        }
      }
    }
  }

  private static HeadProducts proposition1(int n, double eta, double[][] first) {
    double[][] matching = new double[4 * n][4 * n];
    double[][] reading = new double[4 * n][4 * n];
    for (int i = 0; i < n; i++) {
      matching[3 * n + i][n + i] = 1;
      reading[i][n + i] = eta;
      for (int j = 0; j < n; j++) {
        reading[i][3 * n + j] = -eta * first[i][j];
      }
    }
    return new HeadProducts(matching, reading);
  }

  private static Architecture wide(int n, double clip) {
    return new Architecture(TokenForm.CONSTRUCTED, n, 4 * n, 1, 4 * n, List.of(LINEAR), clip, 1, 0);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Test
  void predictionsAreClipped() {
    SequenceModel model = new SequenceModel(wide(2, 4));
    double[] weights = new double[model.weights()];
    proposition1(2, 1e6, new double[2][2]).into(model, weights, 0, 0);
    double[][] predictions = model.predictions(weights, TrainedFixtures.sequences(2, 1, 9, 4))[0];
    assertThat(predictions[0]).containsExactly(0, 0);
    for (int t = 1; t < 9; t++) {
      assertThat(Math.abs(predictions[t][0])).isEqualTo(4);
    }
  }

  /** Without weights nothing is predicted, and the loss is half the squared length of tokens. */
  @Test
  void withoutWeightsTheLossIsThatOfZero() {
    SequenceModel model = new SequenceModel(Architecture.linear(10, 1));
    double[][][] sequences = TrainedFixtures.sequences(10, 4, 6, 2);
    double[] losses = model.gradient(new double[model.weights()], sequences).losses();
    for (int t = 0; t < 5; t++) {
      double expected = 0;
      for (double[][] sequence : sequences) {
        expected += dot(sequence[t + 1], sequence[t + 1]) / 8;
      }
      assertThat(losses[t]).isCloseTo(expected, within(1e-14));
    }
  }

  /** All that linear and mesa heads do is in their products. */
  @ParameterizedTest
  @MethodSource(ARCHITECTURES)
  void aModelWithTheProductsOfAnotherOnePredictsTheSame(Architecture shape) {
    if (shape.tokens() != TokenForm.CONSTRUCTED || shape.layers().contains(MESA)) {
      return;
    }
    Architecture wideShape =
        new Architecture(
            shape.tokens(),
            2,
            8,
            shape.heads(),
            8,
            shape.layers(),
            shape.clip(),
            shape.forgetting(),
            0);
    SequenceModel model = new SequenceModel(shape);
    SequenceModel wide = new SequenceModel(wideShape);
    double[] weights = model.initial(7);
    double[] products = new double[wide.weights()];
    for (int layer = 0; layer < shape.layers().size(); layer++) {
      for (int head = 0; head < shape.heads(); head++) {
        HeadProducts.of(model, weights, layer, head).into(wide, products, layer, head);
      }
    }
    double[][][] sequences = TrainedFixtures.sequences(2, 3, 7, 5);
    double[][][] expected = model.predictions(weights, sequences);
    double[][][] actual = wide.predictions(products, sequences);
    for (int b = 0; b < 3; b++) {
      for (int t = 0; t < 7; t++) {
        assertThat(actual[b][t]).containsExactly(expected[b][t], within(1e-12));
      }
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    SequenceModel model = new SequenceModel(Architecture.linear(2, 1));
    double[] weights = new double[model.weights()];
    double[][][] sequences = TrainedFixtures.sequences(2, 2, 3, 1);
    assertThatThrownBy(() -> model.gradient(new double[1], sequences))
        .hasMessage("a model of %d weights got 1".formatted(model.weights()));
    assertThatThrownBy(() -> model.gradient(weights, new double[0][][]))
        .hasMessage("a batch needs a sequence");
    assertThatThrownBy(() -> model.gradient(weights, TrainedFixtures.sequences(3, 2, 3, 1)))
        .hasMessage("a token has 3 entries, the model knows 2");
    assertThatThrownBy(() -> model.gradient(weights, TrainedFixtures.sequences(2, 2, 1, 1)))
        .hasMessage("a batch needs sequences of one length, at least 2, not of 1 and 1");
    sequences[1][2][0] = Double.NaN;
    assertThatThrownBy(() -> model.gradient(weights, sequences))
        .hasMessage("a token has the entry NaN");
  }
}
