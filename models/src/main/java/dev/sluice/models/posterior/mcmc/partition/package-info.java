// SPDX-License-Identifier: Apache-2.0
/**
 * Kernels that draw whole sets of parents: moves among partitions, edge reversal, and new parents
 * of a few nodes at once. All stand on tables of each node's likeliest families, and take care of
 * those that are not in the tables.
 */
package dev.sluice.models.posterior.mcmc.partition;
