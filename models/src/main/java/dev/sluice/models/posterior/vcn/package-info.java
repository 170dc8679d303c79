// SPDX-License-Identifier: Apache-2.0
/**
 * A variational posterior over graphs, which draws them edge by edge with a recurrent network:
 * Annadani et al., "Variational causal networks: approximate Bayesian inference over causal
 * structures" (arXiv 2106.07635). A baseline to compare with, not what to use: where the exact
 * posterior can be had, this one is far from it and takes longer.
 *
 * <p>The entries of the adjacency matrix off the diagonal are drawn one after the other. Graphs
 * that begin alike share the states of the network as far as they are alike: what the network
 * computes for is a tree of prefixes, {@link dev.sluice.models.posterior.vcn.PrefixTree}.
 */
package dev.sluice.models.posterior.vcn;
