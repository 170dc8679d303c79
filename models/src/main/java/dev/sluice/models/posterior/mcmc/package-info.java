// SPDX-License-Identifier: Apache-2.0
/**
 * The posterior over graphs of more variables than the exact methods reach, by Markov chain Monte
 * Carlo: chains of graphs whose stationary law is the posterior with the prior as declared.
 *
 * <p>Scores of families are computed when a chain asks for them, and kept. Kernels (single edges,
 * edge reversal, partitions) each leave the posterior invariant, so they may be mixed at will. What
 * comes out says how good it is: {@link dev.sluice.models.posterior.mcmc.Diagnostics}.
 */
package dev.sluice.models.posterior.mcmc;
