// SPDX-License-Identifier: Apache-2.0
/**
 * Counts of configurations of few variables at a time, which take the same memory however many
 * samples there are.
 */
package dev.sluice.models.posterior.contingency;
