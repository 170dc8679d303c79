// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import java.util.Arrays;

/**
 * A categorical law as the list of all joint configurations with their probabilities, so that
 * expectations are sums. The divergence KL(law || model) is the mean of the model's losses less the
 * {@link #entropy}.
 *
 * @param configurations {@code [configuration][variable]}: values as {@link
 *     StructuralCausalModel#sample} gives them
 * @param probabilities one per configuration; their sum is 1
 */
public record ExactLaw(double[][] configurations, double[] probabilities) {
  /** The largest number of configurations that are enumerated. */
  public static final int MAX_CONFIGURATIONS = 1_000_000;

  /**
   * The law of a model.
   *
   * @throws IllegalArgumentException if its variables are continuous, or its configurations more
   *     than {@value #MAX_CONFIGURATIONS}
   */
  public static ExactLaw of(StructuralCausalModel model) {
    double count = count(model);
    if (!(count <= MAX_CONFIGURATIONS)) {
      throw new IllegalArgumentException(
          "a law of %.0f configurations cannot be enumerated, at most %d"
              .formatted(count, MAX_CONFIGURATIONS));
    }
    int[] categories = model.domain().categories();
    double[][] configurations = new double[(int) count][categories.length];
    double[] probabilities = new double[(int) count];
    for (int c = 0; c < configurations.length; c++) {
      int digits = c;
      for (int i = 0; i < categories.length; i++) {
        configurations[c][i] = digits % categories[i];
        digits /= categories[i];
      }
      probabilities[c] = Math.exp(-Arrays.stream(model.losses(configurations[c])).sum());
    }
    return new ExactLaw(configurations, probabilities);
  }

  /** The number of joint configurations of a model's variables, infinite if continuous. */
  public static double count(StructuralCausalModel model) {
    return model.domain().isCategorical()
        ? Arrays.stream(model.domain().categories()).asDoubleStream().reduce(1, (a, b) -> a * b)
        : Double.POSITIVE_INFINITY;
  }

  /** Expectation of a function of the configuration, given by its values. */
  public double mean(double[] values) {
    double sum = 0;
    for (int c = 0; c < probabilities.length; c++) {
      sum += probabilities[c] * values[c];
    }
    return sum;
  }

  /** Entropy of the joint distribution, nats. */
  public double entropy() {
    double sum = 0;
    for (double p : probabilities) {
      sum -= p > 0 ? p * Math.log(p) : 0;
    }
    return sum;
  }
}
