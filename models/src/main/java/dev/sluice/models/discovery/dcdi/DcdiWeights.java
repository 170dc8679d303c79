// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.NetworkShape.Part;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * DCDI's initial weights: matrices uniform by the rule of Glorot and Bengio (AISTATS 2010) with the
 * gain of leaky units of slope .1, biases 0. The standard deviation of a variable depends on no
 * parent and is 1 at first.
 */
final class DcdiWeights {
  private static final double GAIN = Math.sqrt(2 / (1 + 0.1 * 0.1));

  private DcdiWeights() {}

  static float[] draw(NetworkShape shape, long seed) {
    float[] weights = new float[shape.size()];
    shape.forEachPart(
        (part, variable, from, rows, columns) -> {
          if (part == Part.BIAS) {
            return;
          }
          UniformRandomProvider random = KeyedRandom.of(seed, "initial weights", from);
          double bound = GAIN * Math.sqrt(6.0 / (rows + columns));
          int drawn = part == Part.OUTPUTS ? 1 : rows; // of the outputs the mean alone
          for (int w = from; w < from + drawn * columns; w++) {
            weights[w] = (float) random.nextDouble(-bound, bound);
          }
        });
    return weights;
  }
}
