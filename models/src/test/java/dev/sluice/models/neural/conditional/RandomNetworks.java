// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.Random;

/** Random weights and draws. */
abstract class RandomNetworks {
  final Random random = new Random(3);

  float[] weights(NetworkShape shape) {
    float[] weights = new float[shape.size()];
    for (int w = 0; w < weights.length; w++) {
      weights[w] = (float) (0.5 * random.nextGaussian());
    }
    boolean[] frozen = frozen(shape);
    for (int w = 0; w < weights.length; w++) {
      weights[w] = frozen[w] ? 0 : weights[w];
    }
    return weights;
  }

  /** Weights into ln of the standard deviation where it is a bias alone. */
  static boolean[] frozen(NetworkShape shape) {
    boolean[] frozen = new boolean[shape.size()];
    if (!shape.domain().isCategorical() && shape.constantSpread()) {
      shape.forEachPart(
          (part, variable, from, rows, columns) -> {
            if (part == NetworkShape.Part.OUTPUTS) {
              Arrays.fill(frozen, from + columns, from + 2 * columns, true);
            }
          });
    }
    return frozen;
  }

  double[][] draws(Domain domain, int count) {
    int[] categories = domain.categories();
    double[][] draws = new double[count][domain.dimension()];
    for (double[] draw : draws) {
      for (int v = 0; v < draw.length; v++) {
        draw[v] = domain.isCategorical() ? random.nextInt(categories[v]) : random.nextGaussian();
      }
    }
    return draws;
  }
}
