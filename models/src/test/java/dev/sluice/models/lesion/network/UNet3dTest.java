// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

@ResourceLock(Resources.SYSTEM_OUT)
class UNet3dTest {
  private static final UNetSettings TINY = new UNetSettings(4, 2, 2);

  /** Weights with biases that are not 0, so that borders would show. */
  private static double[] weights(UNetSettings settings, long seed) {
    double[] weights = new double[settings.weights()];
    UniformRandomProvider random = KeyedRandom.of(seed, "test weights");
    float[] initial = UNetWeights.initial(settings, seed).values();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = initial[i] + random.nextDouble(-0.1, 0.1);
    }
    return weights;
  }

  private static float[][] noise(int cases, UNetSettings settings, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "test images");
    float[][] images = new float[cases][settings.voxels()];
    for (float[] image : images) {
      for (int i = 0; i < image.length; i++) {
        image[i] = (float) random.nextDouble(-2, 2);
      }
    }
    return images;
  }

  private static float[][] labels(float[][] images, double above) {
    float[][] labels = new float[images.length][];
    for (int c = 0; c < images.length; c++) {
      labels[c] = new float[images[c].length];
      for (int i = 0; i < labels[c].length; i++) {
        labels[c][i] = images[c][i] > above ? 1 : 0;
      }
    }
    return labels;
  }

  @ParameterizedTest
  @CsvSource({"4, 2, 2, 2", "8, 3, 2, 1", "8, 2, 3, 3", "2, 1, 2, 2"})
  void is_the_network_of_nd4j_s_own_convolutions(int edge, int base, int levels, int batch) {
    UNetSettings settings = new UNetSettings(edge, base, levels);
    double[] weights = weights(settings, 1);
    float[][] images = noise(batch, settings, 2);
    UNet3d network = new UNet3d(settings, batch, DataType.DOUBLE);
    network.load(weights);
    double[] expected = new PlainUNet(settings, weights).probabilities(images);
    assertThat(network.probabilities(images)).containsExactly(expected, within(1e-12));
    assertThat(expected[0]).isNotEqualTo(expected[expected.length - 1]);
  }

  @Test
  void gradient_of_every_tensor_is_that_of_central_differences() {
    UNet3d network = new UNet3d(TINY, 2, DataType.DOUBLE);
    double[] weights = weights(TINY, 3);
    float[][] images = noise(2, TINY, 4);
    float[][] labels = labels(images, 1);
    double[] gradient = new double[weights.length];
    network.load(weights);
    double loss = network.gradient(images, labels, gradient);
    assertThat(network.loss(images, labels)).isEqualTo(loss);
    UniformRandomProvider random = KeyedRandom.of(5, "test directions");
    for (UNetLayout.Tensor tensor : UNetLayout.of(TINY).tensors()) {
      for (int check = 0; check < 3; check++) {
        double[] direction = new double[weights.length];
        for (int i = 0; i < tensor.size(); i++) {
          direction[tensor.offset() + i] = random.nextDouble(-1, 1);
        }
        double expected = difference(network, weights, direction, images, labels);
        double along = 0;
        for (int i = 0; i < weights.length; i++) {
          along += gradient[i] * direction[i];
        }
        assertThat(along)
            .as(tensor.name())
            .isNotZero()
            .isCloseTo(expected, within(1e-5 * Math.abs(expected)));
      }
    }
  }

  @Test
  void gradient_of_single_weights_is_that_of_central_differences() {
    UNet3d network = new UNet3d(TINY, 1, DataType.DOUBLE);
    double[] weights = weights(TINY, 6);
    float[][] images = noise(1, TINY, 7);
    float[][] labels = labels(images, 1);
    double[] gradient = new double[weights.length];
    network.load(weights);
    network.gradient(images, labels, gradient);
    for (UNetLayout.Tensor tensor : UNetLayout.of(TINY).tensors()) {
      for (int i = 0; i < tensor.size(); i += 1 + tensor.size() / 7) {
        double[] direction = new double[weights.length];
        direction[tensor.offset() + i] = 1;
        double expected = difference(network, weights, direction, images, labels);
        assertThat(gradient[tensor.offset() + i])
            .as("%s %d", tensor.name(), i)
            .isCloseTo(expected, within(1e-5 * Math.abs(expected) + 1e-9));
      }
    }
  }

  private static double difference(
      UNet3d network, double[] weights, double[] direction, float[][] images, float[][] labels) {
    double step = 1e-6;
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      double[] moved = weights.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += (side == 0 ? -step : step) * direction[i];
      }
      network.load(moved);
      losses[side] = network.loss(images, labels);
    }
    network.load(weights);
    return (losses[1] - losses[0]) / (2 * step);
  }

  @Test
  void gradients_in_32_bits_are_those_in_64_bits_rounded() {
    UNetSettings settings = new UNetSettings(8, 4, 2);
    double[] weights = weights(settings, 8);
    float[][] images = noise(2, settings, 9);
    float[][] labels = labels(images, 1.5);
    double[][] gradients = new double[2][weights.length];
    double largest = 0;
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      UNet3d network = new UNet3d(settings, 2, type);
      network.load(weights);
      network.gradient(images, labels, gradients[type == DataType.FLOAT ? 1 : 0]);
    }
    for (double g : gradients[0]) {
      largest = Math.max(largest, Math.abs(g));
    }
    assertThat(gradients[1]).containsExactly(gradients[0], within(2e-6 * largest));
  }

  @Test
  void loss_is_finite_where_labels_are_empty_or_full_and_logits_large() {
    UNet3d network = new UNet3d(TINY, 1, DataType.FLOAT);
    double[] weights = new double[TINY.weights()];
    float[][] images = noise(1, TINY, 10);
    double[] gradient = new double[weights.length];
    for (double bias : new double[] {-1000, 0, 1000}) {
      weights[weights.length - 1] = bias;
      network.load(weights);
      for (double above : new double[] {-9, 9}) {
        assertThat(network.gradient(images, labels(images, above), gradient)).isFinite();
        for (double g : gradient) {
          assertThat(g).isFinite();
        }
      }
    }
    weights[weights.length - 1] = 0;
    network.load(weights);
    // p = 1/2 everywhere: log 2 plus 1 - 1 / (32 + 1).
    assertThat(network.loss(images, labels(images, 9)))
        .isCloseTo(Math.log(2) + 32.0 / 33, within(1e-6));
  }

  @Test
  void nothing_is_printed() {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      UNet3d network = new UNet3d(TINY, 1, DataType.FLOAT);
      float[][] images = noise(1, TINY, 11);
      network.gradient(images, labels(images, 1), new double[TINY.weights()]);
      System.out.println("afterwards");
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .doesNotContain("differentiated")
        .contains("afterwards");
  }

  @Test
  void cases_of_another_number_or_size_are_refused() {
    UNet3d network = new UNet3d(TINY, 2, DataType.FLOAT);
    assertThatThrownBy(() -> network.probabilities(new float[1][64])).hasMessage("1 cases, not 2");
    assertThatThrownBy(() -> network.probabilities(new float[2][63]))
        .hasMessage("63 voxels, not 64");
  }
}
