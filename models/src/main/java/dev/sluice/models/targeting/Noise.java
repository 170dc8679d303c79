// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The chance in imagined draws, kept apart from what makes use of it, so that candidates are
 * compared under the same.
 *
 * @param uniforms rows x variables, in [0, 1): for categories
 * @param normals rows x variables: for numbers
 */
public record Noise(double[][] uniforms, double[][] normals) {
  /** A function of its arguments. */
  public static Noise of(long seed, long index, int rows, int variables) {
    UniformRandomProvider random = KeyedRandom.of(seed, "imagined draws", index);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] uniforms = new double[rows][variables];
    double[][] normals = new double[rows][variables];
    for (int row = 0; row < rows; row++) {
      for (int variable = 0; variable < variables; variable++) {
        uniforms[row][variable] = random.nextDouble();
        normals[row][variable] = normal.sample();
      }
    }
    return new Noise(uniforms, normals);
  }

  /** How many draws it is for. */
  public int rows() {
    return uniforms.length;
  }
}
