// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

/**
 * What a refresh leaves to the next one of the same experiment, which goes on from there. Public
 * and of primitive arrays, so that it can be Flink state.
 *
 * @param refreshes made so far: the next one's randomness
 * @param particles graphs of the last posterior, chain by chain and equally many of each chain,
 *     each by node the words of its parents' bit mask one after the other
 * @param logScores of the particles on the data they were drawn for
 */
public record SamplerMemory(long refreshes, long[][] particles, double[] logScores) {}
