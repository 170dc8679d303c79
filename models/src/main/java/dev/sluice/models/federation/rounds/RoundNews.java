// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.Roster;

/**
 * What a coordinator has to say: all that a site needs that has heard nothing else. Lies in Flink
 * state; never changed.
 *
 * @param round that is open; of {@link RoundStep#ENDED} the one that would come next
 * @param attempt at the round
 * @param step what is asked for, never {@link RoundStep#PAUSED}; of {@link RoundStep#FAILED}
 *     nothing
 * @param at when it is said
 * @param fault why the sum could not be made, of {@link RoundStep#FAILED}; else null
 * @param existence of {@link dev.sluice.models.federation.EdgeLogits}; null if statistics are
 *     shared
 * @param orientation the same
 * @param contributors whose numbers are in the belief or in the sum, in order
 * @param pooled the sum of statistics of the round before, said once; null if there is none
 * @param roster of a secure sum from {@link RoundStep#SHARES} on; else null
 * @param members from {@link RoundStep#MASKED} on, in order; else empty
 * @param survivors of {@link RoundStep#REVEALS}, in order; else empty
 */
public record RoundNews(
    long round,
    int attempt,
    RoundStep step,
    long at,
    String fault,
    double[] existence,
    double[] orientation,
    String[] contributors,
    RingVector pooled,
    Roster roster,
    String[] members,
    String[] survivors) {}
