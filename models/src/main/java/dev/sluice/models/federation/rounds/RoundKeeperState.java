// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.RoundState;

/**
 * What a coordinator remembers of a federation. Never changed, and all in the order of names, so
 * that the order of arrival does not show.
 *
 * @param firstRound after all of a former life, so that no masks are used twice
 * @param round that is open, or opens next
 * @param attempt at it
 * @param step what is being waited for
 * @param openedAt when the round before, or this one, opened
 * @param attemptAt when the attempt began
 * @param phaseAt when the phase began
 * @param existence logits of the belief; null if statistics are shared
 * @param orientation the same
 * @param contributors whose numbers are in the belief or in the last sum
 * @param pooled the last sum of statistics until it is told; null if there is none
 * @param heardBefore sites that spoke in the round before
 * @param heardNow sites that have spoken since this round opened
 * @param updates that are not masked
 * @param counted newest updates that are in the belief
 * @param sum of masked updates; null if there is none
 */
public record RoundKeeperState(
    long firstRound,
    long round,
    int attempt,
    RoundStep step,
    long openedAt,
    long attemptAt,
    long phaseAt,
    double[] existence,
    double[] orientation,
    String[] contributors,
    RingVector pooled,
    String[] heardBefore,
    String[] heardNow,
    HeldUpdate[] updates,
    CountedRound[] counted,
    RoundState sum) {

  static RoundKeeperState begin(RoundTerms terms, long firstRound, long now) {
    int pairs = terms.variables() * (terms.variables() - 1) / 2;
    boolean beliefs = terms.agreement() == null;
    return new RoundKeeperState(
        firstRound,
        firstRound,
        0,
        RoundStep.PAUSED,
        now - terms.roundEvery(),
        now,
        now,
        beliefs ? new double[2 * pairs] : null,
        beliefs ? new double[pairs] : null,
        new String[0],
        null,
        new String[0],
        new String[0],
        new HeldUpdate[0],
        new CountedRound[0],
        null);
  }
}
