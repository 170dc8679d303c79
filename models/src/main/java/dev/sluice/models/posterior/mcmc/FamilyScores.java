// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;

/**
 * ln of prior weight times marginal likelihood of a node given any set of parents. Of one version
 * of the data: other data have other scores. May compute and keep; not thread-safe.
 */
public interface FamilyScores {

  /** The number of nodes d. */
  int nodes();

  /**
   * The score of {@code node} given {@code parents}; -infinity where the prior excludes them.
   *
   * @throws dev.sluice.models.posterior.score.DependentVariablesException if variables cannot be
   *     told apart at the prior's scale
   * @throws ArithmeticException if a marginal likelihood is 0 or not a number
   */
  double of(int node, VariableSet parents);
}
