// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;

/**
 * The posterior that a network is to draw from, over all directed graphs, up to a factor: ln of the
 * weight of a graph is ln of its marginal likelihood and prior weight, less lambda_s for each edge,
 * less lambda_t times what {@link Acyclicity} says. A Gibbs distribution, in which cycles are
 * possible, but all the less likely the larger lambda_t. Of a cyclic graph, too, the likelihood is
 * the product over nodes given their parents.
 */
final class Gibbs {
  private final FamilyScores scores;
  private final double edgePenalty;
  private final Acyclicity acyclicity;

  Gibbs(FamilyScores scores, double edgePenalty, Acyclicity acyclicity) {
    this.scores = scores;
    this.edgePenalty = edgePenalty;
    this.acyclicity = acyclicity;
  }

  /**
   * ln of the weight, but for cycles.
   *
   * @param parents by node, bit masks
   */
  double logWeight(long[] parents) {
    double logWeight = 0;
    for (int node = 0; node < parents.length; node++) {
      logWeight += scores.of(node, VariableSet.ofMask(parents[node]));
      logWeight -= edgePenalty * Long.bitCount(parents[node]);
    }
    return logWeight;
  }

  /** What lambda_t is multiplied by: 0 of acyclic graphs alone. */
  double cycles(long[] parents) {
    return acyclicity.of(parents);
  }
}
