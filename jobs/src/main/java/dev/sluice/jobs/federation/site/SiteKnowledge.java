// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.posterior.score.SufficientStatistics;

/**
 * What is known from one round to the next.
 *
 * @param learned networks, without draws; null if statistics are shared
 * @param sent statistics that were sent last; null if beliefs are shared
 */
public record SiteKnowledge(Learned learned, SufficientStatistics sent) {}
