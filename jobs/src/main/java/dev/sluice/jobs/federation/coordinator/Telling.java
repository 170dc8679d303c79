// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.federation.rounds.RoundNews;

/**
 * Asks that something be told to the sites.
 *
 * @param declaration of the federation
 * @param life revision of the declaration with which its rounds began
 * @param news of its rounds; null if there are none
 * @param failure why there are none; null if there are, or if the federation has ended
 * @param at when it is said, milliseconds since 1970-01-01T00:00:00Z
 */
public record Telling(
    Declaration declaration, long life, RoundNews news, Failure failure, long at) {}
