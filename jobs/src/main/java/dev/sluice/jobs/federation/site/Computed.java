// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.SiteQuestion;

/**
 * What the site adds in a round.
 *
 * @param question that opened it
 * @param asOf when it was declared that this is of, milliseconds since 1970-01-01T00:00:00Z
 * @param numbers without noise and masks; null if there are none
 * @param failure why not, in words that say nothing of samples; else null
 */
public record Computed(SiteQuestion question, long asOf, RingVector numbers, String failure) {}
