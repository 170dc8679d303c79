// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics that systems share: intervals, sums that are exact in fixed point, means with their
 * bootstrap, correlations, control of false discoveries.
 *
 * <p>Conventions: what the data do not define is NaN, called blank. A level is the coverage of an
 * interval, 0.95 for instance. What aggregates values can take one back to the last bit.
 */
package dev.sluice.models.statistics;
