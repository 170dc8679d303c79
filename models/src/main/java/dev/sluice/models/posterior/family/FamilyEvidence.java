// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.ScorePrior;

/**
 * ln of the marginal likelihood of a node given any set of parents, from the samples in which the
 * node was not a target (Cooper and Yoo 1999); the prior over graphs has no part in it. Of one
 * version of the data. Not thread-safe.
 */
public interface FamilyEvidence {

  /**
   * That of continuous or categorical variables.
   *
   * @param statistics copied
   * @param prior its scale is taken as it is
   * @throws IllegalArgumentException if the arguments do not fit each other, or statistics are left
   *     as counts only
   */
  static FamilyEvidence of(Domain domain, SufficientStatistics statistics, ScorePrior prior) {
    LocalScores.checkScorable(domain, statistics);
    if (domain.isCategorical()) {
      SufficientStatistics upToDate = statistics.upToDate();
      return statistics.detail == Detail.FAMILIES
          ? new TabledFamilies(upToDate.tables, prior)
          : new CategoricalFamilies(domain, upToDate, prior);
    }
    return of(new GaussianMoments(statistics), prior);
  }

  /** That of continuous variables whose moments are at hand already. */
  static FamilyEvidence of(GaussianMoments moments, ScorePrior prior) {
    prior.checkDegreesOfFreedom(moments.dimension());
    return new GaussianFamilies(moments, prior);
  }

  /**
   * Of {@code node} given {@code parents}.
   *
   * @param parents ascending, without the node
   * @throws dev.sluice.models.posterior.score.DependentVariablesException if variables cannot be
   *     told apart at the prior's scale
   * @throws ArithmeticException if sums of squares overflow
   */
  double of(int node, int[] parents);

  /**
   * By variable, the same when that variable, if no parent, becomes one, and else no longer is one;
   * 0 of variables that are not wanted.
   */
  default double[] toggled(int node, int[] parents, boolean[] wanted) {
    double[] scores = new double[wanted.length];
    boolean[] added = wanted.clone();
    VariableSet set = VariableSet.of(parents);
    for (int parent : parents) {
      added[parent] = false;
      if (wanted[parent]) {
        scores[parent] = of(node, set.toggle(parent).members());
      }
    }
    scoreAdded(node, parents, added, scores);
    return scores;
  }

  /** Sets, by wanted variable, the same when that variable, which is no parent, becomes one. */
  void scoreAdded(int node, int[] parents, boolean[] wanted, double[] scores);

  /**
   * By bit mask of a subset of {@code candidates}: given that subset.
   *
   * @param candidates ascending, without the node, at most 20
   * @param most parents of a subset that is to be scored; others may be left 0
   */
  double[] ofSubsets(int node, int[] candidates, int most);
}
