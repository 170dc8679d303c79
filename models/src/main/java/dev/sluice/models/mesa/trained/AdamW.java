// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2; the decay is
 * multiplied by the whole learning rate) on gradients of which each entry is clipped by itself.
 *
 * @param rate the learning rate by step
 * @param decay share of a weight that a step of rate 1 would take off
 * @param clip entries of a gradient are clipped to so far from 0
 */
public record AdamW(LearningRate rate, double decay, double clip) {
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  /** Checks that decay is not negative and something is let through. */
  public AdamW {
    if (!(decay >= 0 && clip > 0 && Double.isFinite(decay))) {
      throw new IllegalArgumentException(
          "there is no step with decay %s and clip %s".formatted(decay, clip));
    }
  }

  /**
   * What follows a state; the state itself does not change.
   *
   * @throws ArithmeticException if the gradient is not finite
   */
  public TrainingState step(TrainingState state, double[] gradient) {
    TrainingState next = state.copy(state.version() + 1);
    double rate = rate().at(state.version());
    double firstBias = 1 - Math.pow(BETA_1, (double) next.version());
    double secondBias = 1 - Math.pow(BETA_2, (double) next.version());
    double[] weights = next.weights();
    double[] first = next.firstMoments();
    double[] second = next.secondMoments();
    for (int w = 0; w < weights.length; w++) {
      if (!Double.isFinite(gradient[w])) {
        throw new ArithmeticException(
            "the gradient of step %d is %s".formatted(next.version(), gradient[w]));
      }
      double g = Math.max(-clip, Math.min(clip, gradient[w]));
      first[w] = BETA_1 * first[w] + (1 - BETA_1) * g;
      second[w] = BETA_2 * second[w] + (1 - BETA_2) * g * g;
      double adam = first[w] / firstBias / (Math.sqrt(second[w] / secondBias) + EPSILON);
      weights[w] -= rate * (adam + decay * weights[w]);
    }
    return next;
  }
}
