// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import dev.sluice.models.random.KeyedRandom;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Seeded samples for tests. */
public final class Draws {
  private Draws() {}

  /** n samples of three categorical variables with 2, 3 and 2 categories, X0 -> X1 -> X2. */
  static double[][] categorical(int n, long seed) {
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              UniformRandomProvider random = KeyedRandom.of(seed, "categorical draw", i);
              int a = random.nextDouble() < 0.3 ? 1 : 0;
              int b = random.nextDouble() < 0.7 ? a : random.nextInt(3);
              int c = random.nextDouble() < 0.8 ? b % 2 : random.nextInt(2);
              return new double[] {a, b, c};
            })
        .toArray(double[][]::new);
  }

  /** n samples of three real variables, X0 -> X1 -> X2, X0 -> X2. */
  static double[][] gaussian(int n, long seed) {
    return IntStream.range(0, n)
        .mapToObj(
            i -> {
              UniformRandomProvider random = KeyedRandom.of(seed, "gaussian draw", i);
              ZigguratSampler.NormalizedGaussian normal =
                  ZigguratSampler.NormalizedGaussian.of(random);
              double a = 0.5 + normal.sample();
              double b = 1.5 * a - 1 + 0.5 * normal.sample();
              double c = b - 0.7 * a + normal.sample();
              return new double[] {a, b, c};
            })
        .toArray(double[][]::new);
  }

  /** Sum of the losses of samples that are predicted and then learned, one after the other. */
  static double prequential(JointModel model, double[][] samples) {
    double[] parameters = model.initial();
    double sum = 0;
    for (double[] sample : samples) {
      sum += loss(model, parameters, sample);
      model.observe(
          parameters, new double[][] {sample}, everyTerm(model), Double.POSITIVE_INFINITY);
    }
    return sum;
  }

  /** Loss of one sample, all terms. */
  public static double loss(JointModel model, double[] parameters, double[] sample) {
    double[][] losses = new double[1][model.terms()];
    model.losses(parameters, new double[][] {sample}, everyTerm(model), losses);
    double sum = 0;
    for (double term : losses[0]) {
      sum += term;
    }
    return sum;
  }

  static long everyTerm(JointModel model) {
    return (1L << model.terms()) - 1;
  }
}
