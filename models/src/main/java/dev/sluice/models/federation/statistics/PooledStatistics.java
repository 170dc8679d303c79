// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.posterior.score.SufficientStatistics;

/**
 * What a sum of sites says.
 *
 * @param sites how many there are in it, those that had no rows to send included
 * @param statistics of all rows that they sent
 */
// Never compared.
public record PooledStatistics(int sites, SufficientStatistics statistics) {}
