// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

/**
 * What the training came to.
 *
 * @param steps of the optimiser
 * @param graphsDrawn in training and after
 * @param graphs drawn after training, of which the posterior is made
 * @param distinctGraphs of those
 * @param cyclicShare share of those that have cycles
 * @param elbo evidence lower bound, nats, estimated from those: a lower bound of ln of the sum over
 *     all directed graphs of {@link Gibbs} weight, which is not normalised
 * @param elboError its standard error; NaN of one graph
 * @param entropy of the network's distribution, nats, estimated from those
 * @param acyclicityWeight what cycles were weighed with in the end: lambda_t
 * @param comparison with the exact posterior; null beyond {@value GibbsComparison#MAX_NODES} nodes
 */
public record VcnDiagnostics(
    int steps,
    long graphsDrawn,
    int graphs,
    int distinctGraphs,
    double cyclicShare,
    double elbo,
    double elboError,
    double entropy,
    double acyclicityWeight,
    GibbsComparison comparison) {}
