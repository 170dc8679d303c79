// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

/**
 * A network's distribution q beside the exact posterior p with the same prior, over all 2^(d(d-1))
 * directed graphs, cyclic ones among them.
 *
 * @param hellinger Hellinger distance, 0 to 1: 1/sqrt 2 times the length of sqrt p - sqrt q
 * @param elbo evidence lower bound, exactly; nats
 * @param logEvidence what it bounds: ln of the sum of {@link Gibbs} weights
 * @param cyclicMass probability of cyclic graphs under q
 */
public record GibbsComparison(
    double hellinger, double elbo, double logEvidence, double cyclicMass) {
  /** The most nodes: 4,096 graphs. */
  public static final int MAX_NODES = 4;

  /**
   * The distance as the paper plots it, 0 to sqrt 2: figure 5 has values above 1, so the factor
   * that the paper's code has is not in it.
   */
  public double plottedHellinger() {
    return Math.sqrt(2) * hellinger;
  }

  /** Divergence KL(q || p), nats: what the bound lacks. */
  public double divergence() {
    return logEvidence - elbo;
  }
}
