// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1) on all weights, with decay of weights as a part of
 * the gradient.
 *
 * @param learningRate step size
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param weightDecay times each weight is added to its gradient
 */
public record FloatAdam(double learningRate, double beta1, double beta2, double weightDecay) {
  private static final float EPSILON = 1e-8f;

  /**
   * Adding these and taking them off again makes 0 of what is far smaller and changes nothing that
   * counts. Weights without a use decay until they, or products of them, are denormal numbers, with
   * which processors compute many times more slowly.
   */
  private static final float FLUSH_WEIGHTS = 1e-8f;

  private static final float FLUSH_MEANS = 1e-20f;
  private static final float FLUSH_SQUARES = 1e-30f;

  /** The same with a share of the learning rate. */
  public FloatAdam slowed(double share) {
    return share == 1 ? this : new FloatAdam(learningRate * share, beta1, beta2, weightDecay);
  }

  /**
   * One step, in place.
   *
   * @param step number of this step, from 1
   * @param weights of which {@code gradient} is the gradient of the loss
   * @param first means of gradients
   * @param second means of their squares
   */
  public void step(long step, float[] weights, float[] gradient, float[] first, float[] second) {
    float b1 = (float) beta1;
    float b2 = (float) beta2;
    float rate = (float) (learningRate / (1 - StrictMath.pow(beta1, (double) step)));
    float correction = (float) (1 / (1 - StrictMath.pow(beta2, (double) step)));
    float decay = (float) weightDecay;
    for (int w = 0; w < weights.length; w++) {
      float g = Math.fma(decay, weights[w], gradient[w]);
      float m = b1 * first[w] + (1 - b1) * g + FLUSH_MEANS - FLUSH_MEANS;
      float v = b2 * second[w] + (1 - b2) * g * g + FLUSH_SQUARES - FLUSH_SQUARES;
      first[w] = m;
      second[w] = v;
      float move = rate * m / ((float) Math.sqrt(v * correction) + EPSILON);
      weights[w] = weights[w] - move + FLUSH_WEIGHTS - FLUSH_WEIGHTS;
    }
  }
}
