// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;

/**
 * Thrown where variables are functions of one another, so that there is no posterior: with a scale
 * chosen by evidence, because the evidence grows without end as the scale falls; with a fixed one,
 * because it is too small beside the samples for what is known of them.
 */
public final class DependentVariablesException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final transient VariableSet dependent;
  private final transient VariableSet constant;
  private final boolean withoutOptimum;

  private DependentVariablesException(
      String message, VariableSet dependent, VariableSet constant, boolean withoutOptimum) {
    super(message);
    this.dependent = dependent;
    this.constant = constant;
    this.withoutOptimum = withoutOptimum;
  }

  /** The scale is too small for these variables. */
  public static DependentVariablesException beyondPrecision(VariableSet variables) {
    return new DependentVariablesException(
        "variables " + variables + " cannot be told apart at this scale of the prior",
        variables,
        VariableSet.EMPTY,
        false);
  }

  /** The same with the variables that are dependent, where any are. */
  public DependentVariablesException of(Dependence found) {
    return found.isNone()
        ? this
        : new DependentVariablesException(
            getMessage(), found.dependent(), found.constant(), withoutOptimum);
  }

  /** No scale of the prior is best. */
  public static DependentVariablesException withoutOptimum(Dependence found) {
    return new DependentVariablesException(
        "the evidence has no optimum: " + found, found.dependent(), found.constant(), true);
  }

  /** Variables that others determine to less than 1e-9 of their own variance. */
  public VariableSet dependent() {
    return dependent;
  }

  /** Variables of one value only. */
  public VariableSet constant() {
    return constant;
  }

  /** Whether this is about a scale to be chosen by evidence. */
  public boolean isWithoutOptimum() {
    return withoutOptimum;
  }
}
