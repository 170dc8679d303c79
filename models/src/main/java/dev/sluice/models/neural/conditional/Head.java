// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

/** What the outputs of a network say of its variable. */
interface Head {
  /** The sum of {@link #loss} over a batch. */
  double sumOfLosses(float[][] outputs, int count, Rows rows, int[] draws, int target);

  /** The same with outputs by distinct row. */
  double sumOfLosses(
      float[][] outputs, int count, Rows rows, int[] draws, int target, DistinctRows distinct);

  /** -ln p(value), nats. */
  double loss(float[] outputs, int count, Rows rows, int draw, int target);

  /**
   * The value of the variable that chance gives.
   *
   * @param chance of categories uniform on [0, 1), which finds one among their probabilities in
   *     turn; of numbers standard normal
   * @return a category by its index, or a number in the units of {@link Rows}
   */
  double value(float[] outputs, int count, double chance);

  /** Puts the gradient of weight times the loss in the outputs into their place. */
  void gradient(float[] outputs, int count, Rows rows, int draw, int target, float weight);
}
