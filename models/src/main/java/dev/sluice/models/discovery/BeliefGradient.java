// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.domain.VariableSet;

/**
 * How a batch of draws would move a method's beliefs: the gradient in their parameters of the loss
 * that the method itself follows, by its own estimator, without what edges cost whatever the draws.
 * Has room for intermediate results: for one thread.
 */
public interface BeliefGradient {
  /**
   * The gradient of one batch.
   *
   * @param draws a value per variable each
   * @param targets of the intervention, which cuts them off from their causes
   * @param seed of the sampled graphs
   * @param index of the sampled graphs: equal ones are compared under the same
   * @return new arrays
   */
  Parts of(double[][] draws, VariableSet targets, long seed, long index);

  /**
   * A gradient, N x N each, i -> j at i N + j.
   *
   * @param existence in what says whether there are edges
   * @param orientation in what says which way they run; empty where the method does not tell it
   *     apart
   */
  record Parts(double[] existence, double[] orientation) {}
}
