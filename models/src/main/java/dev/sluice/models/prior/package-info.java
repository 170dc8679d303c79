// SPDX-License-Identifier: Apache-2.0
/**
 * Priors as declarations state them: over graphs, and of the parameters of mechanisms.
 *
 * <p>Conventions: a prior over graphs is a product over nodes and their parent sets, not
 * normalised; penalties are in nats.
 */
package dev.sluice.models.prior;
