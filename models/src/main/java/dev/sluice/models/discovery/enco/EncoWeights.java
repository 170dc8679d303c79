// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.NetworkShape.Part;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * ENCO's initial weights, as its authors' code draws them: parents' rows normal with standard
 * deviation 2 / sqrt N; matrices uniform with bound sqrt(6 / (inputs outputs)), which is what a
 * rule for single matrices gives on a stack of them; biases 0.
 */
final class EncoWeights {
  private EncoWeights() {}

  static float[] draw(NetworkShape shape, long seed) {
    float[] weights = new float[shape.size()];
    double deviation = 2 / Math.sqrt(shape.domain().dimension());
    shape.forEachPart(
        (part, variable, from, rows, columns) -> {
          if (part == Part.BIAS) {
            return;
          }
          UniformRandomProvider random = KeyedRandom.of(seed, "initial weights", from);
          double bound = Math.sqrt(6.0 / ((double) rows * columns));
          ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
          for (int w = from; w < from + rows * columns; w++) {
            weights[w] =
                (float)
                    (part == Part.PARENTS
                        ? deviation * normal.sample()
                        : random.nextDouble(-bound, bound));
          }
        });
    return weights;
  }
}
