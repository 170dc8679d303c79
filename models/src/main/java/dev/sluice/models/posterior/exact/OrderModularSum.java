// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.posterior.threads.Team;
import java.util.List;

/**
 * The posterior under an order-modular prior, which weighs each graph by its number of topological
 * orders; by dynamic programming over sets of nodes. Koivisto and Sood 2004, Koivisto 2006. d^2 2^d
 * steps, no subtraction; memory: {@link MemoryNeed}.
 */
final class OrderModularSum implements GraphSum {
  private final Team team;
  private final FamilySums families;

  /** By U: the sum over all orders of U, parents before children. */
  private final ScaledArray alpha;

  OrderModularSum(LocalScores scores, Team team) {
    this.team = team;
    families = new FamilySums(scores, team);
    // alpha(U) = sum over v in U of z_v(U-v) alpha(U-v)
    alpha = sums(true);
  }

  @Override
  public double logEvidence() {
    return families.mapScore() + Total.last(alpha).log();
  }

  @Override
  public Posterior posterior(double priorScale) {
    FamilyMarginals marginals = marginals();
    return new Posterior(
        Method.ORDER_EXACT,
        priorScale,
        logEvidence(),
        marginals.edges(),
        null,
        marginals.expectedEdges(),
        Double.NaN,
        families.mapGraph(),
        List.of());
  }

  /** What drawn graphs say of parents and descendants; see {@link OrderModularDraws}. */
  @Override
  public Adjustments adjustments() {
    return draws().adjustments();
  }

  /** Draws graphs of the posterior. */
  OrderModularDraws draws() {
    return new OrderModularDraws(families, alpha, team);
  }

  /** How far the nodes disagree about the sum over all orders: the largest relative distance. */
  double spread() {
    return marginals().spread();
  }

  private FamilyMarginals marginals() {
    // beta(T) = sum over v in T of z_v(V-T) beta(T-v)
    ScaledArray beta = sums(false);
    FamilyMarginals marginals = new FamilyMarginals(families, Total.last(alpha));
    long steps = (long) families.nodes() * families.nodes() * alpha.size();
    team.forEach(families.nodes(), steps, (thread, node) -> marginals.add(node, rest(node, beta)));
    return marginals;
  }

  /** By index of U: alpha(U) beta(V-U-v). */
  private ScaledArray rest(int node, ScaledArray beta) {
    ScaledArray rest = new ScaledArray(alpha.size() / 2);
    int others = families.everyNode() & ~(1 << node);
    for (int index = 0; index < rest.size(); index++) {
      int before = ParentSets.set(node, index);
      int after = others & ~before;
      rest.set(
          index,
          alpha.mantissa[before] * beta.mantissa[after],
          alpha.exponent[before] + beta.exponent[after]);
    }
    return rest;
  }

  /** alpha, whose last node chooses parents within the rest; or beta, whose first within V-T. */
  private ScaledArray sums(boolean forward) {
    ScaledArray sums = new ScaledArray(1 << families.nodes());
    sums.set(0, 1, 0);
    for (int set = 1; set < sums.size(); set++) {
      Cancellation.check(set);
      addTerms(sums, set, forward ? -1 : families.everyNode() & ~set);
    }
    return sums;
  }

  /**
   * sums(set) = sum over v of z_v(T) sums(set-v).
   *
   * @param within T, or negative for set-v
   */
  private void addTerms(ScaledArray sums, int set, int within) {
    double mantissa = 0;
    long exponent = ScaledArray.ZERO;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      int others = set & ~(1 << node);
      ScaledArray family = families.sums(node);
      int index = ParentSets.index(node, within < 0 ? others : within);
      double term = family.mantissa[index] * sums.mantissa[others];
      long termExponent = family.exponent[index] + sums.exponent[others];
      long top = Math.max(exponent, termExponent);
      mantissa =
          mantissa * ScaledArray.twoTo(exponent - top)
              + term * ScaledArray.twoTo(termExponent - top);
      exponent = top;
    }
    sums.set(set, mantissa, exponent);
  }
}
