// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.SortedMap;

/**
 * What a site adds to a sum.
 *
 * @param numbers to be masked, if the site does not want them seen
 * @param sent the statistics that they are; the site keeps them for the next round
 * @param withheld by regime, rows of which nothing is in the numbers, see {@link MinimumCounts}
 */
// Never compared.
public record Contribution(
    RingVector numbers, SufficientStatistics sent, SortedMap<VariableSet, Long> withheld) {}
