// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.SiteState;

/**
 * What a site remembers of a federation, for a checkpoint; no secret is in it. Never changed.
 *
 * @param question the latest; null before the first
 * @param masked whether the round of the question is; null before that is known
 * @param payload what this site adds in that round, noise included, to be masked or not; null
 *     before it is known
 * @param secure of the attempt; null before keys were said in it, and where nothing is masked
 * @param inbox shares that came for this site in the attempt, in the order in which they came
 * @param settled latest round whose payload was fixed; -1 before the first
 * @param paid latest round whose payload was paid for; -1 before the first
 * @param spent rho that all releases have cost so far
 */
public record SiteMemory(
    SiteQuestion question,
    Boolean masked,
    RingVector payload,
    SiteState secure,
    EncryptedShares[] inbox,
    long settled,
    long paid,
    double spent) {

  /** Nothing was said yet. */
  public static SiteMemory begin() {
    return new SiteMemory(null, null, null, null, new EncryptedShares[0], -1, -1, 0);
  }

  /** Round of the question; -1 before the first. */
  long round() {
    return question == null ? -1 : question.id().round();
  }

  /** A new question; a new attempt begins without keys, a new round without payload too. */
  SiteMemory with(SiteQuestion asked) {
    boolean sameRound = round() == asked.id().round();
    boolean sameAttempt = sameRound && question.id().attempt() == asked.id().attempt();
    Boolean known = sameRound ? masked : null;
    boolean says = known == null && asked.phase() != SiteQuestion.Phase.NOTHING;
    return new SiteMemory(
        asked,
        says ? (Boolean) asked.phase().isMasked() : known,
        sameRound ? payload : null,
        sameAttempt ? secure : null,
        sameAttempt ? inbox : new EncryptedShares[0],
        settled,
        paid,
        spent);
  }

  SiteMemory with(RingVector fixed) {
    return new SiteMemory(question, masked, fixed, secure, inbox, round(), paid, spent);
  }

  SiteMemory with(SiteState state) {
    return new SiteMemory(question, masked, payload, state, inbox, settled, paid, spent);
  }

  SiteMemory with(EncryptedShares... received) {
    return new SiteMemory(question, masked, payload, secure, received, settled, paid, spent);
  }

  SiteMemory paid(long round, double rho) {
    return new SiteMemory(
        question,
        masked,
        payload,
        secure,
        inbox,
        Math.max(settled, round),
        Math.max(paid, round),
        spent + rho);
  }
}
