// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static dev.sluice.models.mesa.verdict.VerdictFixtures.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.HeadProducts;
import dev.sluice.models.mesa.trained.LayerKind;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.TokenForm;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompressedWeightsTest {
  private static final HeldOut SEQUENCES = HeldOut.of(SequenceTask.linear(2), 1, 0, 5, 9);

  private static SequenceModel model(int layers, double clip) {
    return new SequenceModel(
        new Architecture(
            TokenForm.CONSTRUCTED,
            2,
            8,
            3,
            3,
            Collections.nCopies(layers, LayerKind.LINEAR),
            clip,
            1,
            0.4));
  }

  @Test
  void aBlockIsTheMeanOfItsDiagonal() {
    double[][] product = new double[8][8];
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        product[i][j] = 8 * i + j;
      }
    }
    HeadProducts blocks = CompressedWeights.blocks(new HeadProducts(product, product));
    // of the block of rows 2 and 3 and columns 4 and 5: (8 * 2 + 4 + 8 * 3 + 5) / 2
    assertThat(blocks.matching()[2][4]).isEqualTo(24.5);
    assertThat(blocks.reading()[3][5]).isEqualTo(24.5);
    assertThat(blocks.reading()[2][5]).isZero();
    assertThat(blocks.reading()[3][4]).isZero();
  }

  /** Of weights that are blocks nothing is lost. */
  @Test
  void proposition1LosesNothing() {
    HeldOut sequences = HeldOut.of(SequenceTask.linear(), 1, 0, 20, 30);
    Interpolation same = Interpolation.of(sequences, VerdictFixtures.gradientStep(RATE));

    assertThat(same.compressed()).containsExactly(same.model(), within(1e-12));
    assertThat(same.halfway()).containsExactly(same.model(), within(1e-12));
    assertThat(same.gap()).isCloseTo(0, within(1e-12));
  }

  /** Half-way between is the mean of products, of two layers and three heads. */
  @Test
  void halfWayIsTheMeanOfProducts() {
    SequenceModel model = model(2, 4);
    double[] weights = model.initial(3);
    CompressedWeights compressed = CompressedWeights.of(model, weights);
    for (int layer = 0; layer < 2; layer++) {
      for (int head = 0; head < 3; head++) {
        HeadProducts own = HeadProducts.of(model, weights, layer, head);
        HeadProducts blocks =
            HeadProducts.of(compressed.model(), compressed.compressed(), layer, head);
        HeadProducts half = HeadProducts.of(compressed.model(), compressed.halfway(), layer, head);
        assertThat(blocks.matching()).isDeepEqualTo(CompressedWeights.blocks(own).matching());
        for (int i = 0; i < 8; i++) {
          for (int j = 0; j < 8; j++) {
            double mean = (own.reading()[i][j] + blocks.reading()[i][j]) / 2;
            assertThat(half.reading()[i][j]).isCloseTo(mean, within(1e-15));
          }
        }
      }
    }
    Interpolation losses =
        Interpolation.of(SEQUENCES, new TrainedPredictor("lsa-2", model, weights));
    double gap = Interpolation.mean(losses.compressed()) / Interpolation.mean(losses.model()) - 1;
    assertThat(Math.abs(losses.gap())).isGreaterThanOrEqualTo(Math.abs(gap));
    assertThat(losses.gap()).as("weights of chance are not blocks").isNotZero();
  }

  /** The closed form is what the compressed layer computes, clipped as it is. */
  @Test
  void theClosedFormIsTheCompressedLayer() {
    for (double clip : new double[] {4, 0.3}) {
      SequenceModel model = model(1, clip);
      double[] weights = model.initial(5);
      CompressedWeights compressed = CompressedWeights.of(model, weights);
      TrainedPredictor net =
          new TrainedPredictor("compressed", compressed.model(), compressed.compressed());
      ClosedForm form = ClosedForm.of(model, weights);
      double[][][] expected = net.predictions(SEQUENCES);
      double[][][] actual = form.predictions(SEQUENCES);
      for (int b = 0; b < expected.length; b++) {
        for (int t = 0; t < 9; t++) {
          assertThat(actual[b][t]).containsExactly(expected[b][t], within(1e-12));
        }
      }
      assertThat(LocalJacobian.of(SEQUENCES, 2, List.of(4), form, net).distance())
          .isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void ofAGradientStepTheClosedFormIsItsRate() {
    TrainedPredictor step = VerdictFixtures.gradientStep(RATE);
    ClosedForm form = ClosedForm.of(step.model(), step.weights());

    assertThat(form.heads()).hasSize(1);
    assertThat(form.heads().get(0).values()).containsExactly(new double[] {RATE, 0}, within(1e-16));
    assertThat(form.heads().get(0).matches()).isDeepEqualTo(new double[][] {{0, 0}, {1, 0}});
  }

  @Test
  void onlyLinearLayersCompress() {
    SequenceModel mesa = new SequenceModel(Architecture.mesa(2));
    double[] weights = mesa.initial(1);

    assertThat(Interpolation.of(SEQUENCES, new TrainedPredictor("mesa", mesa, weights))).isNull();
    assertThatThrownBy(() -> CompressedWeights.of(mesa, weights))
        .hasMessage("only linear layers on constructed tokens compress");
    SequenceModel two = model(2, 4);
    assertThatThrownBy(() -> ClosedForm.of(two, two.initial(1)))
        .hasMessage("only one linear layer has this closed form");
  }
}
