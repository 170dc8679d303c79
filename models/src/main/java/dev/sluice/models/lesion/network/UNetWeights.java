// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.random.KeyedRandom;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * All weights of a 3-D U-Net. Nobody changes the array of weights that were handed on.
 *
 * @param values in the order of {@link UNetLayout}: down the levels, up again, the head
 */
public record UNetWeights(UNetSettings settings, float[] values) {

  /**
   * Weights.
   *
   * @throws IllegalArgumentException if there are not as many as the sizes say, or one is not a
   *     finite number
   */
  public UNetWeights {
    int expected = settings.weights();
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "%d weights, where the network has %d".formatted(values.length, expected));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("weight %d is %s".formatted(i, values[i]));
      }
    }
  }

  /**
   * Normal numbers of variance 2 / (inputs of an output), after He et al., "Delving deep into
   * rectifiers", ICCV 2015; biases are 0.
   */
  public static UNetWeights initial(UNetSettings settings, long seed) {
    UNetLayout layout = UNetLayout.of(settings);
    float[] values = new float[layout.size()];
    List<UNetLayout.Tensor> tensors = layout.tensors();
    for (int t = 0; t < tensors.size(); t++) {
      UNetLayout.Tensor tensor = tensors.get(t);
      if (tensor.fanIn() > 0) {
        double deviation = Math.sqrt(2.0 / tensor.fanIn());
        ZigguratSampler.NormalizedGaussian normal =
            ZigguratSampler.NormalizedGaussian.of(KeyedRandom.of(seed, "weights of a U-Net", t));
        for (int i = 0; i < tensor.size(); i++) {
          values[tensor.offset() + i] = (float) (deviation * normal.sample());
        }
      }
    }
    return new UNetWeights(settings, values);
  }
}
