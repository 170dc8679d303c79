// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

/**
 * A conditional distribution of a block of variables given others that learns in closed form. What
 * it has learned are {@link #size} doubles of an array, from index {@code at} on.
 */
public interface Mechanism {
  /** The number of doubles. */
  int size();

  /** Writes the prior. */
  void initialise(double[] parameters, int at);

  /** -ln of the predictive probability or density of the block in a sample, nats. */
  double loss(double[] parameters, int at, double[] sample);

  /** Entropy of the predictive distribution at the predictors' values in a sample, nats. */
  double entropy(double[] parameters, int at, double[] sample);

  /**
   * How far the block is from where the predictors' values let expect it, without a unit: the
   * expectation is 0 if the prediction is right. 0 of a block of several real variables.
   */
  default double residual(double[] parameters, int at, double[] sample) {
    return 0;
  }

  /** Learns one sample; see {@link JointModel#observe}. */
  void observe(double[] parameters, int at, double[] sample, double memory);

  /** Lets what was learned weigh as much as so many samples, if it weighs more. */
  void restart(double[] parameters, int at, double evidence);

  /** Goes over to other coordinates; see {@link JointModel#reframe}. */
  default void reframe(double[] parameters, int at, double[] factor, double[] offset) {}

  /** Squared distance between two states. */
  double distance(double[] from, double[] to, int at);
}
