// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/**
 * What interventions may be proposed, and what they cost.
 *
 * @param costs of a row with an intervention on each variable, above 0
 * @param allowed variables that interventions may be proposed on
 * @param budget most that all proposals of a life of the experiment may cost together; infinite if
 *     there is no limit
 */
public record TargetLimits(double[] costs, VariableSet allowed, double budget) {

  /** Everything is allowed and costs 1. */
  static TargetLimits none(int variables) {
    double[] costs = new double[variables];
    Arrays.fill(costs, 1);
    return new TargetLimits(costs, VariableSet.first(variables), Double.POSITIVE_INFINITY);
  }
}
