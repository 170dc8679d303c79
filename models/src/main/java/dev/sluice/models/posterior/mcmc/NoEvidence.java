// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.posterior.family.FamilyEvidence;

/**
 * Of no samples, every marginal likelihood is 1, and a posterior is its prior. To eliminate the
 * many parents that nodes have then would take nearly all the time, for nothing.
 */
final class NoEvidence implements FamilyEvidence {
  @Override
  public double of(int node, int[] parents) {
    return 0;
  }

  @Override
  public double[] toggled(int node, int[] parents, boolean[] wanted) {
    return new double[wanted.length];
  }

  @Override
  public void scoreAdded(int node, int[] parents, boolean[] wanted, double[] scores) {
    for (int added = 0; added < scores.length; added++) {
      scores[added] = wanted[added] ? 0 : scores[added];
    }
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates, int most) {
    return new double[1 << candidates.length];
  }
}
