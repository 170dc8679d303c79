// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.NetworkShape.Part;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.random.OrthogonalMatrix;
import org.apache.commons.rng.UniformRandomProvider;

/** DSDI's initial weights: orthogonal matrices, biases uniform between -.1 and .1. */
final class DsdiWeights {
  private static final double MOST_BIAS = 0.1;

  private DsdiWeights() {}

  static float[] draw(NetworkShape shape, long seed) {
    float[] weights = new float[shape.size()];
    shape.forEachPart(
        (part, variable, from, rows, columns) -> {
          UniformRandomProvider random = KeyedRandom.of(seed, "initial weights", from);
          if (part != Part.BIAS) {
            OrthogonalMatrix.fill(weights, from, rows, columns, 1, random);
            return;
          }
          for (int w = from; w < from + columns; w++) {
            weights[w] = (float) random.nextDouble(-MOST_BIAS, MOST_BIAS);
          }
        });
    return weights;
  }
}
