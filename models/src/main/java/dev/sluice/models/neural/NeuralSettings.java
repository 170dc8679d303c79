// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.learner.JointModel;

/**
 * Settings of {@link MaskedNetwork}.
 *
 * @param learningRate of Adam at the first step after a start or {@link JointModel#restart}, above
 *     0
 * @param decay how slowly the learning rate falls: after t steps it is {@code learningRate / sqrt(1
 *     + t / decay)}; above 0, infinite for a constant rate
 * @param steps gradient steps per mini-batch, at least 1
 */
public record NeuralSettings(double learningRate, double decay, int steps) {

  /** Refuses what makes no sense; the message begins with the component's name. */
  public NeuralSettings {
    require(learningRate > 0, "learningRate: must be above 0, is " + learningRate);
    require(decay > 0, "decay: must be above 0, is " + decay);
    require(steps >= 1, "steps: must be at least 1, is " + steps);
  }

  /** The settings used where nothing else is said. */
  public static NeuralSettings defaults() {
    return new NeuralSettings(0.005, 100, 5);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
