// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.models.posterior.mcmc.SamplerMemory;

/**
 * The last posterior of a federation, in Flink state.
 *
 * @param edges d x d, row by row
 * @param graph the most probable one: from and to, edge by edge
 * @param rows that it is of
 * @param sampler what sampling goes on from; null if it was not sampled
 */
public record Known(double[] edges, int[] graph, long rows, SamplerMemory sampler) {}
