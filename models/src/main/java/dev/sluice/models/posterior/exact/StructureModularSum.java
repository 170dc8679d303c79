// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.LocalScores;
import java.util.List;

/**
 * The posterior under a structure-modular prior, by dynamic programming over sets of nodes with
 * inclusion and exclusion of sinks and sources. Tian and He 2009; forward and backward sums of
 * Pensar, Talvitie, Hyttinen and Koivisto 2020. 3^d steps for the evidence, about d 3^(d-1) for the
 * rest.
 *
 * <p>All terms are sums over sets of graphs, so what subtraction loses is small beside the sum over
 * all graphs; a negative remainder is 0.
 */
final class StructureModularSum implements GraphSum {
  private final FamilySums families;
  private final SignedProducts products;
  private final ScaledArray alpha;

  StructureModularSum(LocalScores scores) {
    families = new FamilySums(scores);
    products = new SignedProducts(families);
    alpha = SinkSums.of(families, products);
  }

  @Override
  public double logEvidence() {
    return families.mapScore() + logTotal();
  }

  @Override
  public Posterior posterior(double priorScale) {
    ScaledArray[] rests = new SourceSums(families, products, alpha).rests();
    double[][] ancestors = ancestors(rests);
    FamilyMarginals marginals = marginals(rests);
    return new Posterior(
        Method.EXACT,
        priorScale,
        logEvidence(),
        marginals.edges(),
        ancestors,
        marginals.expectedEdges(),
        // entropy = ln Z - E[ln w]; never negative but by rounding
        Math.max(0, logTotal() - marginals.expectedLogWeight()),
        families.mapGraph(),
        List.of());
  }

  /** How far the nodes disagree about the sum over all graphs: the largest relative distance. */
  double spread() {
    return marginals(new SourceSums(families, products, alpha).rests()).spread();
  }

  private FamilyMarginals marginals(ScaledArray[] rests) {
    FamilyMarginals marginals = new FamilyMarginals(families, total());
    for (int node = 0; node < rests.length; node++) {
      marginals.add(node, rests[node]);
    }
    return marginals;
  }

  /**
   * P(v ~> i) = sum over U without i and v of alpha(U) z_v(U) gamma_v(U) / Z: the nodes outside U
   * and v are the descendants of v. Pensar et al. 2020.
   */
  private double[][] ancestors(ScaledArray[] rests) {
    double[][] ancestors = new double[rests.length][rests.length];
    for (int node = 0; node < rests.length; node++) {
      double[] probabilities = total().shares(families.sums(node), rests[node]);
      double[] byNode = FamilyMarginals.sumsByBit(probabilities, false);
      double all = probabilities[0];
      ancestors[node][node] = 1;
      for (int bit = 0; bit < byNode.length; bit++) {
        ancestors[node][bit < node ? bit : bit + 1] = byNode[bit] / all;
      }
    }
    return ancestors;
  }

  private double logTotal() {
    return total().log();
  }

  private Total total() {
    return Total.last(alpha);
  }
}
