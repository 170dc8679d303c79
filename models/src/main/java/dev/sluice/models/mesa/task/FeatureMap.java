// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.task;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The network of the nonlinear task: f(h) = B gelu(A h), scaled to length 1, with A 40 x 10 and B
 * 10 x 40, whose entries are normal with standard deviation 1.1 (von Oswald et al., arXiv
 * 2309.05858). Immutable.
 */
public final class FeatureMap {
  private static final double GAIN = 1.1;
  private static final int UNITS_PER_ENTRY = 4;

  /** gelu by the hyperbolic tangent (Hendrycks and Gimpel, arXiv 1606.08415). */
  private static final double CUBIC = 0.044715;

  private static final double SLOPE = Math.sqrt(2 / Math.PI);

  private final double[][] inner;
  private final double[][] outer;

  private FeatureMap(double[][] inner, double[][] outer) {
    this.inner = inner;
    this.outer = outer;
  }

  /** The network of a seed. */
  static FeatureMap draw(int dimension, long seed) {
    ZigguratSampler.NormalizedGaussian normal =
        ZigguratSampler.NormalizedGaussian.of(KeyedRandom.of(seed, "mesa features"));
    int units = UNITS_PER_ENTRY * dimension;
    return new FeatureMap(
        SimulatedSequence.gaussian(units, dimension, GAIN, normal),
        SimulatedSequence.gaussian(dimension, units, GAIN, normal));
  }

  /** The features of a state, as many as it has entries; all 0 of a state that is 0. */
  public double[] apply(double[] state) {
    double[] units = SimulatedSequence.product(inner, state);
    for (int i = 0; i < units.length; i++) {
      double x = units[i];
      units[i] = 0.5 * x * (1 + StrictMath.tanh(SLOPE * (x + CUBIC * x * x * x)));
    }
    double[] features = SimulatedSequence.product(outer, units);
    double squares = 0;
    for (double feature : features) {
      squares += feature * feature;
    }
    for (int i = 0; i < features.length && squares > 0; i++) {
      features[i] /= Math.sqrt(squares);
    }
    return features;
  }
}
