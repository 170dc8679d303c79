// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import dev.sluice.models.graph.Dag;
import java.util.List;

/**
 * The posterior over graphs of d nodes, summarised.
 *
 * @param method how it was computed; {@link Method#ORDER_EXACT} has another prior than the rest
 * @param priorScale the t used; NaN if the domain is categorical
 * @param logEvidence ln of the sum over graphs of prior weight (not normalised) times marginal
 *     likelihood; with {@link Method#ORDER_EXACT} over pairs of a graph and one of its orders
 * @param edges d x d, [i][j] = P(i -> j)
 * @param ancestors d x d, [i][j] = P(directed path from i to j), diagonal 1; null if not computed
 * @param expectedEdges expected number of edges
 * @param entropy of the distribution over graphs, nats; NaN if not computed
 * @param mapGraph a graph of highest prior weight times marginal likelihood; of graphs within 1e-9
 *     nats (plus 1e-12 of the score) per decision the first in a fixed order
 * @param topGraphs the most probable graphs, best first, ties in a fixed order; empty beyond
 *     enumeration
 */
// Never compared; the matrices belong to the reader.
public record Posterior(
    Method method,
    double priorScale,
    double logEvidence,
    double[][] edges,
    double[][] ancestors,
    double expectedEdges,
    double entropy,
    Dag mapGraph,
    List<RankedGraph> topGraphs) {}
