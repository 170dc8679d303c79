// SPDX-License-Identifier: Apache-2.0
/**
 * Sites add up the sufficient statistics of the posterior over graphs, as whole numbers on an
 * agreed scale, in a ring in which their parts can be masked: the sum has the posterior of one
 * process that saw all rows. Continuous variables as sums of products, categorical ones as counts
 * of all families of few parents. Pure functions of what a site has; {@link
 * dev.sluice.models.federation.statistics.StatisticSums} is the door.
 */
package dev.sluice.models.federation.statistics;
