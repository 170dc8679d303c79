// SPDX-License-Identifier: Apache-2.0
/**
 * The posterior over causal graphs given samples and interventions: what is known of it in the end,
 * whichever way it was computed. Scores stand in {@code score}, exact methods in {@code exact}.
 *
 * <p>Conventions: logarithms are natural, and entropies in nats. Edge i -> j is at row i, column j.
 * A posterior says by {@link dev.sluice.models.posterior.Method} over what it is.
 */
package dev.sluice.models.posterior;
