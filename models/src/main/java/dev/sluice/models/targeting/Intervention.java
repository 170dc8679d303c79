// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.StructuralCausalModel;

/**
 * What a laboratory could do: set variables, which cuts them off from their causes.
 *
 * @param targets the variables; at least one
 * @param value of all of them, a category its index; {@link #UNIFORM}: each draw has categories
 *     uniformly at random
 */
public record Intervention(VariableSet targets, double value) {
  /** In place of a value, of categorical variables. */
  public static final double UNIFORM = Double.NaN;

  /** Refuses to do nothing, by IllegalArgumentException. */
  public Intervention {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("targets: none");
    }
  }

  /** On one variable. */
  public static Intervention on(int variable, double value) {
    return new Intervention(VariableSet.of(variable), value);
  }

  /** Whether the value is drawn. */
  public boolean isUniform() {
    return Double.isNaN(value);
  }

  /**
   * What a system gives under it; a function of the arguments.
   *
   * @param index of the sample among those of the seed
   */
  public double[] sample(StructuralCausalModel system, long seed, long index) {
    return isUniform()
        ? system.sample(targets, InterventionKind.PERFECT, seed, index) // sets categories uniformly
        : system.sampleAt(targets, value, seed, index);
  }
}
