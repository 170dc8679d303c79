// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.VariableSet;

/**
 * ln of prior weight times marginal likelihood of a node given any set of parents. Of one version
 * of the data: other data have other scores. May compute and keep; not thread-safe.
 */
public interface FamilyScores {

  /** The most candidates whose subsets are all scored. */
  int MAX_CANDIDATES = 20;

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

  /**
   * By variable, the score of {@code node} when that variable, if no parent, becomes one, and else
   * no longer is one; of the node itself -infinity.
   */
  default double[] toggled(int node, VariableSet parents) {
    double[] scores = new double[nodes()];
    for (int other = 0; other < scores.length; other++) {
      scores[other] = other == node ? Double.NEGATIVE_INFINITY : of(node, parents.toggle(other));
    }
    return scores;
  }

  /**
   * The scores of {@code node} given every subset of some candidates.
   *
   * @param candidates ascending, without the node, at most {@value #MAX_CANDIDATES}
   * @return by bit mask: bit k says that {@code candidates[k]} is a parent
   */
  default double[] ofSubsets(int node, int[] candidates) {
    double[] scores = new double[1 << candidates.length];
    for (int subset = 0; subset < scores.length; subset++) {
      VariableSet parents = VariableSet.EMPTY;
      for (int k = 0; k < candidates.length; k++) {
        parents = (subset >>> k & 1) == 0 ? parents : parents.toggle(candidates[k]);
      }
      scores[subset] = of(node, parents);
    }
    return scores;
  }
}
