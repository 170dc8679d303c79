// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.contingency.TabledFamily;
import dev.sluice.models.posterior.score.RisingFactorials;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.prior.ScorePrior;

/**
 * BDeu scores of single families from tables. Families of more parents than the tables are of are
 * not to be asked for: a prior that allows them has no posterior from these statistics.
 */
final class TabledFamilies implements FamilyEvidence {
  private final TabledFamily family;
  private final RisingFactorials rising;

  TabledFamilies(ContingencyTables tables, ScorePrior prior) {
    family = new TabledFamily(tables);
    rising = new RisingFactorials(prior.equivalentSampleSize());
  }

  @Override
  public double of(int node, int[] parents) {
    family.read(node, parents);
    return rising.of(family.size()).sum(family.joint(), family.size())
        - rising.of(family.configurations()).sum(family.ofParents(), family.configurations());
  }

  @Override
  public void scoreAdded(int node, int[] parents, boolean[] wanted, double[] scores) {
    VariableSet set = VariableSet.of(parents);
    for (int added = 0; added < wanted.length; added++) {
      if (wanted[added]) {
        scores[added] = of(node, set.toggle(added).members());
      }
    }
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates, int most) {
    double[] scores = new double[1 << candidates.length];
    for (int subset = 0; subset < scores.length; subset++) {
      Cancellation.check(subset);
      if (Integer.bitCount(subset) <= most) {
        int[] parents = new int[Integer.bitCount(subset)];
        int filled = 0;
        for (int rest = subset; rest != 0; rest &= rest - 1) {
          parents[filled++] = candidates[Integer.numberOfTrailingZeros(rest)];
        }
        scores[subset] = of(node, parents);
      }
    }
    return scores;
  }
}
