// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How often a scenario is drawn in each replicate of a bootstrap: Poisson(1) variables that are a
 * function of the seed and the scenario. In a stream the number of scenarios is not known, and
 * independent Poisson weights stand in for the multinomial ones of resampling; being reproducible
 * they need not be remembered.
 */
public final class PoissonWeights {
  private static final double[] CUMULATIVE = cumulative();

  private PoissonWeights() {}

  /** The scenario's weight in each replicate; the same for the same seed and scenario. */
  public static int[] of(long seed, String scenarioId, int replicates) {
    UniformRandomProvider random = KeyedRandom.of(seed, "bootstrap " + scenarioId);
    int[] weights = new int[replicates];
    for (int i = 0; i < replicates; i++) {
      weights[i] = inverse(random.nextDouble());
    }
    return weights;
  }

  private static int inverse(double probability) {
    int k = 0;
    while (probability >= CUMULATIVE[k]) {
      k++;
    }
    return k;
  }

  /** Until the probability of more is lost in rounding. */
  private static double[] cumulative() {
    double[] cumulative = new double[20];
    double term = Math.exp(-1);
    double sum = 0;
    for (int k = 0; k < cumulative.length; k++) {
      sum += term;
      cumulative[k] = sum;
      term /= k + 1;
    }
    cumulative[cumulative.length - 1] = 1;
    return cumulative;
  }
}
