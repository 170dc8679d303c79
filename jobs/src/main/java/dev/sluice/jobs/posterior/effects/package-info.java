// SPDX-License-Identifier: Apache-2.0
/**
 * Causal effects beside the posterior: which are asked for, and what is told of them. {@code
 * dev.sluice.models.posterior.effects} as part of a stream.
 */
package dev.sluice.jobs.posterior.effects;
