// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.scm.ExactLaw;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A true law that models are measured against: all its configurations with their probabilities
 * where they are few, else held-out samples of equal weights.
 *
 * @param samples {@code [sample][variable]}
 * @param weights one per sample; their sum is 1
 * @param floor mean loss of the true law itself, nats
 * @param exact whether the samples are all configurations
 */
record ReferenceLaw(double[][] samples, double[] weights, double floor, boolean exact) {
  /** The largest number of configurations that are enumerated. */
  private static final int MAX_CONFIGURATIONS = 100_000;

  private static final int HELD_OUT = 2_000;

  /** A law; the seed is that of held-out samples. */
  static ReferenceLaw of(StructuralCausalModel model, long seed) {
    boolean exact = ExactLaw.count(model) <= MAX_CONFIGURATIONS;
    double[][] samples;
    double[] weights;
    if (exact) {
      ExactLaw law = ExactLaw.of(model);
      samples = law.configurations();
      weights = law.probabilities();
    } else {
      samples = new double[HELD_OUT][];
      Arrays.setAll(samples, i -> model.sample(0, InterventionKind.PERFECT, seed, i));
      weights = new double[HELD_OUT];
      Arrays.fill(weights, 1.0 / HELD_OUT);
    }
    double floor = 0;
    for (int s = 0; s < samples.length; s++) {
      floor += weights[s] * Arrays.stream(model.losses(samples[s])).sum();
    }
    return new ReferenceLaw(samples, weights, floor, exact);
  }

  /**
   * Mean of each term of a model's losses, nats.
   *
   * @param losses {@code [sample][term]}
   */
  double[] means(double[][] losses) {
    double[] means = new double[losses[0].length];
    for (int s = 0; s < losses.length; s++) {
      for (int i = 0; i < means.length; i++) {
        means[i] += weights[s] * losses[s][i];
      }
    }
    return means;
  }

  /** Mean loss of a model, nats, less that of the true law; KL(law || model) if exact. */
  double gap(double[][] losses) {
    return Arrays.stream(means(losses)).sum() - floor;
  }

  /**
   * Entropy of a variable given others under this law, nats: the least mean loss of a mechanism
   * with these predictors. NaN unless {@link #exact}.
   *
   * @param predictors bit mask
   */
  double conditionalEntropy(int variable, long predictors) {
    return exact ? entropy(predictors | 1L << variable) - entropy(predictors) : Double.NaN;
  }

  private double entropy(long variables) {
    Map<Long, Double> masses = new HashMap<>();
    for (int s = 0; s < samples.length; s++) {
      masses.merge(configuration(samples[s], variables), weights[s], Double::sum);
    }
    return -masses.values().stream().mapToDouble(p -> p > 0 ? p * Math.log(p) : 0).sum();
  }

  private Long configuration(double[] sample, long variables) {
    long radix = 1 + (long) samples[samples.length - 1][0]; // all variables have as many categories
    long configuration = 0;
    for (long rest = variables; rest != 0; rest &= rest - 1) {
      configuration = radix * configuration + (long) sample[Long.numberOfTrailingZeros(rest)];
    }
    return configuration;
  }
}
