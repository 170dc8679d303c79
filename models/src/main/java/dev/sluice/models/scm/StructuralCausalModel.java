// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Domain;

/**
 * A ground truth to draw samples from: a graph and a mechanism p(variable given its parents) for
 * each of its nodes. Immutable and safe for use by many threads.
 */
public interface StructuralCausalModel {
  /** The true graph. */
  Dag graph();

  /** Number and kind of the variables. */
  Domain domain();

  /**
   * One draw of all variables.
   *
   * <p>A draw is a function of its arguments alone. Draws of equal (seed, index) and different
   * targets share their noise, so that variables that no target precedes have equal values: they
   * are counterfactuals of each other.
   *
   * @param targets bit mask of the intervened variables, 0 for an observational sample
   * @param kind what happens to the targets
   * @param seed of the stream of samples
   * @param index of the sample in its stream
   * @return a value per variable; a category is its index from 0
   * @throws IllegalArgumentException if a target is not a variable of this model
   */
  double[] sample(long targets, InterventionKind kind, long seed, long index);
}
