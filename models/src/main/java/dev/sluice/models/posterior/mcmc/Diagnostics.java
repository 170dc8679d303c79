// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

/**
 * How far a sampled posterior can be trusted. None of the numbers can tell of graphs that no chain
 * has come near; the more starts, the less likely.
 *
 * @param chains that ran independently of each other
 * @param steps of all chains together, null steps (proposals that were refused) included
 * @param acceptance accepted steps over all steps
 * @param effectiveSampleSize of all chains together, of the edge that is known worst; of all steps
 *     after the burn-in if every edge is practically certain, and 0 if there were too few to tell
 * @param largestDifference of an edge's probability between the mean of one chain and another's;
 *     NaN with one chain
 * @param converged whether the other numbers allow to trust the edges: the difference is at most
 *     {@value #MOST_DIFFERENCE}, the effective sample size at least {@value #LEAST_SIZE}
 */
public record Diagnostics(
    int chains,
    long steps,
    double acceptance,
    double effectiveSampleSize,
    double largestDifference,
    boolean converged) {
  /** The largest difference between chains that have converged. */
  public static final double MOST_DIFFERENCE = 0.05;

  /** The smallest effective sample size of chains that have converged. */
  public static final double LEAST_SIZE = 100;

  /** What follows from the numbers. */
  static Diagnostics of(
      int chains, long steps, long accepted, double effectiveSampleSize, double difference) {
    // with one chain the difference is not a number, which nothing is above or below
    boolean converged = difference <= MOST_DIFFERENCE && effectiveSampleSize >= LEAST_SIZE;
    double acceptance = (double) accepted / steps;
    return new Diagnostics(chains, steps, acceptance, effectiveSampleSize, difference, converged);
  }
}
