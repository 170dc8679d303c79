// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import static dev.sluice.models.mesa.trained.LayerKind.LINEAR;
import static dev.sluice.models.mesa.trained.LayerKind.MESA;
import static dev.sluice.models.mesa.trained.LayerKind.SOFTMAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentModelTest {
  private static final int LENGTH = 60;

  static Stream<Architecture> architectures() {
    return Stream.of(
        TrainedFixtures.constructed(LINEAR, 1, Double.POSITIVE_INFINITY, 1),
        TrainedFixtures.constructed(LINEAR, 3, 1, 0.9),
        TrainedFixtures.constructed(MESA, 1, Double.POSITIVE_INFINITY, 1),
        TrainedFixtures.constructed(MESA, 2, 2, 0.95),
        TrainedFixtures.embedded(4, LINEAR, MESA));
  }

  @ParameterizedTest
  @MethodSource("architectures")
  void tokenByTokenItPredictsAsOverTheWholeSequence(Architecture architecture) {
    SequenceModel whole = new SequenceModel(architecture);
    double[] weights = whole.initial(3);
    double[][][] sequences = TrainedFixtures.sequences(2, 3, LENGTH, 8);
    double[][][] expected = whole.predictions(weights, sequences);
    RecurrentModel model = new RecurrentModel(architecture, weights);
    int at = 5;
    for (int s = 0; s < sequences.length; s++) {
      double[] numbers = new double[at + model.size() + 1];
      model.start(numbers, at);
      double[] previous = {0, 0};
      for (int t = 0; t < LENGTH; t++) {
        double[] prediction = model.next(numbers, at, sequences[s][t], previous);
        assertThat(prediction).containsExactly(expected[s][t], within(1e-9));
        previous = sequences[s][t];
      }
      assertThat(numbers[at - 1]).isZero();
      assertThat(numbers[at + model.size()]).isZero();
    }
  }

  @Test
  void whatItCannotBeIsRefused() {
    Architecture linear = TrainedFixtures.constructed(LINEAR, 1, 4, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentModel(linear, new double[3]))
        .withMessageContaining("weights got 3");
    double[] weights = new SequenceModel(linear).initial(1);
    weights[0] = Double.NaN;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentModel(linear, weights))
        .withMessageContaining("not finite");
    Architecture softmax = TrainedFixtures.embedded(4, LINEAR, SOFTMAX);
    double[] others = new SequenceModel(softmax).initial(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecurrentModel(softmax, others))
        .withMessageContaining("layer 2 is of softmax");
  }
}
