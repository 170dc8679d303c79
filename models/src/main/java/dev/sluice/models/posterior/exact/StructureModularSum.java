// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.threads.Team;
import java.util.List;

/**
 * The posterior under a structure-modular prior, by dynamic programming over sets of nodes with
 * inclusion and exclusion of sinks and sources. Tian and He 2009; forward and backward sums of
 * Pensar, Talvitie, Hyttinen and Koivisto 2020. 3^d steps for the evidence, and 3^d for the rest.
 *
 * <p>All terms are sums over sets of graphs, so what subtraction loses is small beside the sum over
 * all graphs; a negative remainder is 0.
 */
final class StructureModularSum implements GraphSum {
  private final FamilySums families;
  private final ScaledArray alpha;
  private final Team team;

  /** Kept from {@link #adjustments} on; else null. */
  private ScaledArray[] rests;

  StructureModularSum(LocalScores scores, Team team) {
    this.team = team;
    families = new FamilySums(scores, team);
    alpha = SinkSums.of(families, team);
  }

  @Override
  public double logEvidence() {
    return families.mapScore() + logTotal();
  }

  @Override
  public Posterior posterior(double priorScale) {
    double[][] ancestors = new double[families.nodes()][families.nodes()];
    FamilyMarginals marginals = marginals(ancestors);
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

  @Override
  public Adjustments adjustments() {
    rests = new SourceSums(families, alpha, team).rests();
    return new ModularAdjustments(families, rests, total());
  }

  /** How far the nodes disagree about the sum over all graphs: the largest relative distance. */
  double spread() {
    return marginals(new double[families.nodes()][families.nodes()]).spread();
  }

  private FamilyMarginals marginals(double[][] ancestors) {
    ScaledArray[] rests = takeRests();
    FamilyMarginals marginals = new FamilyMarginals(families, total());
    long steps = (long) rests.length * rests.length * alpha.size();
    team.forEach(
        rests.length,
        steps,
        (thread, node) -> {
          setAncestors(ancestors[node], node, rests[node]);
          marginals.add(node, rests[node]);
        });
    return marginals;
  }

  /** They are overwritten: so each table serves once. */
  private ScaledArray[] takeRests() {
    ScaledArray[] taken = rests == null ? new SourceSums(families, alpha, team).rests() : rests;
    rests = null;
    return taken;
  }

  /**
   * P(v ~> i) = sum over U without i and v of alpha(U) z_v(U) gamma_v(U) / Z: the nodes outside U
   * and v are the descendants of v. Pensar et al. 2020.
   */
  private void setAncestors(double[] ofNode, int node, ScaledArray rest) {
    double[] probabilities = total().shares(families.sums(node), rest);
    double[] byNode = FamilyMarginals.sumsByBit(probabilities, false);
    double all = probabilities[0];
    ofNode[node] = 1;
    for (int bit = 0; bit < byNode.length; bit++) {
      ofNode[bit < node ? bit : bit + 1] = byNode[bit] / all;
    }
  }

  private double logTotal() {
    return total().log();
  }

  private Total total() {
    return Total.last(alpha);
  }
}
