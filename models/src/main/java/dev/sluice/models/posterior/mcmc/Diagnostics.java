// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

/**
 * How far a sampled posterior can be trusted.
 *
 * @param chains that ran independently of each other
 * @param steps of all chains together, null steps (proposals that were refused) included
 * @param acceptance accepted steps over all steps
 * @param effectiveSampleSize of all chains together, of the edge that is known worst
 * @param largestDifference of an edge's probability between the mean of one chain and another's;
 *     NaN with one chain
 * @param converged whether the other numbers allow to trust the edges
 */
public record Diagnostics(
    int chains,
    long steps,
    double acceptance,
    double effectiveSampleSize,
    double largestDifference,
    boolean converged) {}
