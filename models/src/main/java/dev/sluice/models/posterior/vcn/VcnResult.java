// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.posterior.Posterior;

/**
 * A variational posterior, and what is known of how good it is.
 *
 * @param posterior edges: frequencies in all graphs drawn, cyclic ones among them, so that the two
 *     directions of a pair may add up to more than 1; ancestors: frequencies in the acyclic ones,
 *     null if there are none; the map graph is the best acyclic one drawn, by {@link Gibbs} weight,
 *     or that of the required edges if there is none; log evidence and entropy are not numbers
 * @param diagnostics of the training and of the graphs drawn
 */
public record VcnResult(Posterior posterior, VcnDiagnostics diagnostics) {}
