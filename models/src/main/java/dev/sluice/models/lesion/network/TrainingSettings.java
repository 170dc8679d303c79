// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

/**
 * How a network is trained.
 *
 * @param batch cases of a step
 * @param learningRate of Adam, at most {@link #MOST_RATE}
 * @param seed of the initial weights and of the order of cases
 */
public record TrainingSettings(int batch, double learningRate, long seed) {
  /**
   * Larger steps are refused: without normalisation between layers, units that are thrown below 0
   * for all images never come back, and a training at 0.01 ended with a network that finds nothing.
   */
  public static final double MOST_RATE = 3e-3;

  private static final int MOST_BATCH = 64;

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TrainingSettings {
    if (batch < 1 || batch > MOST_BATCH) {
      throw new IllegalArgumentException(
          "batch is %d, not from 1 to %d".formatted(batch, MOST_BATCH));
    }
    if (!(learningRate > 0 && learningRate <= MOST_RATE)) {
      throw new IllegalArgumentException(
          "learning rate is %s, not above 0 and at most %s".formatted(learningRate, MOST_RATE));
    }
  }
}
