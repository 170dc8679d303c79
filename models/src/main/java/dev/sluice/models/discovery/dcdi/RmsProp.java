// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

/**
 * RMSprop (Tieleman and Hinton, 2012) as in PyTorch, of single parameters: squares decay by .99, no
 * momentum.
 */
final class RmsProp {
  private static final double DECAY = 0.99;
  private static final double EPSILON = 1e-8;

  private final double rate;

  RmsProp(double rate) {
    this.rate = rate;
  }

  /**
   * One step of one parameter, in place.
   *
   * @param parameter its place in the array
   * @param square place of the mean of squares of its gradients
   */
  void step(double[] array, int parameter, int square, double gradient) {
    array[square] = DECAY * array[square] + (1 - DECAY) * gradient * gradient;
    array[parameter] -= rate * gradient / (Math.sqrt(array[square]) + EPSILON);
  }
}
