// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

/**
 * Consecutive steps of a chain.
 *
 * @param steps how many
 * @param edges at i d + j, in how many of them i -> j was there
 * @param looks how often the chain was looked at for what follows, equally far apart
 * @param ancestors at i d + j, at how many looks a directed path led from i to j
 * @param last the words of the graph at the end
 * @param lastScore its score
 */
record Batch(long steps, long[] edges, int looks, int[] ancestors, long[] last, double lastScore) {

  /** Both as one, the other being what followed; the arrays of neither are to be used again. */
  Batch merge(Batch next) {
    for (int pair = 0; pair < edges.length; pair++) {
      edges[pair] += next.edges[pair];
      ancestors[pair] += next.ancestors[pair];
    }
    return new Batch(
        steps + next.steps, edges, looks + next.looks, ancestors, next.last, next.lastScore);
  }
}
