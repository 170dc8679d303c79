// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

/**
 * Weight, means and centred scatter of some variables, observation by observation (West, "Updating
 * mean and variance estimates", 1979), with exponential forgetting. Layout for k variables: {@code
 * [n, means k, lower triangle of the scatter in k x k]}.
 */
final class CentredMoments {
  private CentredMoments() {}

  /**
   * Observes one sample, of which only {@code variables} count; see {@link JointModel#observe} for
   * the memory.
   */
  static void observe(double[] moments, int at, int[] variables, double[] sample, double memory) {
    int k = variables.length;
    if (memory != Double.POSITIVE_INFINITY) {
      scale(moments, at, k, Math.min(1 - 1 / memory, (memory - 1) / Math.max(1, moments[at])));
    }
    double before = moments[at];
    double n = before + 1;
    double[] moved = new double[k];
    for (int i = 0; i < k; i++) {
      moved[i] = sample[variables[i]] - moments[at + 1 + i];
      moments[at + 1 + i] += moved[i] / n;
      for (int j = 0; j <= i; j++) {
        moments[at + 1 + k + i * k + j] += before / n * moved[i] * moved[j];
      }
    }
    moments[at] = n;
  }

  /** Lets the samples weigh as much as so many, if they weigh more. */
  static void restart(double[] moments, int at, int k, double evidence) {
    if (moments[at] > evidence) {
      scale(moments, at, k, evidence / moments[at]);
    }
  }

  /** The same samples in coordinates {@code factor * x + offset} of each variable. */
  static void reframe(double[] moments, int at, int[] variables, double[] factor, double[] offset) {
    int k = variables.length;
    for (int i = 0; i < k && moments[at] > 0; i++) {
      double own = factor[variables[i]];
      moments[at + 1 + i] = own * moments[at + 1 + i] + offset[variables[i]];
      for (int j = 0; j <= i; j++) {
        moments[at + 1 + k + i * k + j] *= own * factor[variables[j]];
      }
    }
  }

  private static void scale(double[] moments, int at, int k, double factor) {
    moments[at] *= factor;
    for (int i = at + 1 + k; i < at + 1 + k + k * k; i++) {
      moments[i] *= factor;
    }
  }
}
