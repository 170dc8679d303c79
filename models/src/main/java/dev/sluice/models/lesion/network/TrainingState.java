// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.neural.Adam;

/**
 * All that a training goes on from. Nobody changes the array of a state that was handed on.
 *
 * @param numbers n weights, n first moments, n second moments, and the steps made, twice, as {@link
 *     Adam} keeps them
 */
public record TrainingState(UNetSettings settings, double[] numbers) {

  /**
   * A state.
   *
   * @throws IllegalArgumentException if there are not as many numbers as the network needs, or they
   *     do not end with a number of steps
   */
  public TrainingState {
    int expected = 3 * settings.weights() + 2;
    if (numbers.length != expected) {
      throw new IllegalArgumentException(
          "%d numbers, where a training has %d".formatted(numbers.length, expected));
    }
    double steps = numbers[expected - 1];
    if (!(steps >= 0 && steps == Math.rint(steps) && steps == numbers[expected - 2])) {
      throw new IllegalArgumentException(
          "%s and %s are not steps made".formatted(numbers[expected - 2], steps));
    }
  }

  /** Before the first step, from initial weights of the seed. */
  public static TrainingState start(UNetSettings settings, long seed) {
    float[] weights = UNetWeights.initial(settings, seed).values();
    double[] numbers = new double[3 * weights.length + 2];
    for (int i = 0; i < weights.length; i++) {
      numbers[i] = weights[i];
    }
    return new TrainingState(settings, numbers);
  }

  /** Steps made. */
  public long steps() {
    return (long) numbers[numbers.length - 1];
  }

  /** The weights, in the network's 32 bits. */
  public UNetWeights weights() {
    float[] weights = new float[settings.weights()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) numbers[i];
    }
    return new UNetWeights(settings, weights);
  }
}
