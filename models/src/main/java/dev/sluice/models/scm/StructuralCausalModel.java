// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;

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
   * @param targets the intervened variables, none for an observational sample
   * @param kind what happens to the targets
   * @param seed of the stream of samples
   * @param index of the sample in its stream
   * @return a value per variable; a category is its index from 0
   * @throws IllegalArgumentException if a target is not a variable of this model
   */
  double[] sample(VariableSet targets, InterventionKind kind, long seed, long index);

  /**
   * The same under a perfect intervention that sets the targets to a value. The other variables
   * have the noise that they have in {@link #sample}.
   *
   * @param value of all targets; a category is its index
   * @throws IllegalArgumentException if a target is not a variable of this model, or the value is
   *     none of its categories or not finite
   */
  double[] sampleAt(VariableSet targets, double value, long seed, long index);

  /** {@link #sample} with the bit mask of targets that are all below 64. */
  default double[] sample(long targets, InterventionKind kind, long seed, long index) {
    return sample(VariableSet.ofMask(targets), kind, seed, index);
  }

  /**
   * How surprising values are under this law: -ln p of each variable given its parents, nats; a
   * density for continuous variables. The sum is the loss that no model can beat on average.
   *
   * @param values one per variable, as {@link #sample} gives them
   */
  double[] losses(double[] values);

  /**
   * Entropy of the joint distribution, nats; differential for continuous variables. NaN where it is
   * neither a sum over at most {@value ExactLaw#MAX_CONFIGURATIONS} configurations nor closed-form.
   */
  double entropy();

  /**
   * A shift of mechanisms: those of the targets are drawn anew from the law that this model's came
   * from, with the same parents. All others stay.
   *
   * @param targets the variables
   * @param seed of the new mechanisms
   * @throws IllegalArgumentException if a target is not a variable of this model
   */
  StructuralCausalModel redrawn(VariableSet targets, long seed);

  /**
   * The law under {@link InterventionKind#PERFECT perfect} interventions. {@link #graph} stays as
   * it is, though the targets no longer listen to their parents.
   *
   * @param targets the variables
   * @throws IllegalArgumentException if a target is not a variable of this model
   */
  StructuralCausalModel intervened(VariableSet targets);

  /**
   * Between two laws of the same graph: each mechanism is a mixture of its two versions.
   *
   * @param other another shift of the same model
   * @param weight share of the other's mechanisms, 0 to 1
   * @throws IllegalArgumentException if the graphs or the kinds differ, or the weight is no share
   */
  StructuralCausalModel blend(StructuralCausalModel other, double weight);
}
