// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

/**
 * ln of the marginal likelihood of a node given any set of parents, from the samples in which the
 * node was not a target (Cooper and Yoo 1999); the prior over graphs has no part in it.
 */
interface FamilyEvidence {

  /**
   * Of {@code node} given {@code parents}.
   *
   * @param parents ascending, without the node
   */
  double of(int node, int[] parents);

  /**
   * By variable, the same when that variable, if no parent, becomes one, and else no longer is one;
   * only of the wanted variables.
   */
  double[] toggled(int node, int[] parents, boolean[] wanted);

  /**
   * By bit mask of a subset of {@code candidates}, which are without the node: given that subset.
   */
  double[] ofSubsets(int node, int[] candidates);
}
