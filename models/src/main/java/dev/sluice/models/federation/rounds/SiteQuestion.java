// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;

/**
 * What a coordinator asks of its sites.
 *
 * @param id of the round and its attempt
 * @param phase what is asked for
 * @param minimum fewest sites whose sum is made
 * @param clip largest change of a logit in a round; 0 if statistics are shared
 * @param roster without members before it is known
 * @param members whose shares came for all others, in order; empty before that is known
 * @param survivors whose masked numbers came, in order; empty before that is known
 */
public record SiteQuestion(
    RoundId id,
    Phase phase,
    int minimum,
    double clip,
    Roster roster,
    String[] members,
    String[] survivors) {

  /** What sites are asked for. */
  public enum Phase {
    /** Nothing: the federation has ended, or says something that is not known here. */
    NOTHING,
    /** An update that is not masked. */
    UPDATES,
    /** First message of a secure sum. */
    KEYS,
    /** Second. */
    SHARES,
    /** Third. */
    MASKED,
    /** Fourth. */
    REVEALS;

    /** Whether it is of a secure sum. */
    public boolean isMasked() {
      return compareTo(KEYS) >= 0;
    }

    /** Whether a site that has said nothing yet can take part. */
    public boolean opens() {
      return this == UPDATES || this == KEYS;
    }
  }

  /** A question of which no more is known. */
  public static SiteQuestion opening(RoundId id, Phase phase, int minimum, double clip) {
    Roster none = new Roster(id, 0, new Keys[0]);
    return new SiteQuestion(id, phase, minimum, clip, none, new String[0], new String[0]);
  }
}
