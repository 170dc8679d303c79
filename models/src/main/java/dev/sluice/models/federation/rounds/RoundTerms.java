// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.statistics.StatisticsAgreement;

/**
 * What a coordinator holds to in all rounds of a federation.
 *
 * @param federation its name
 * @param variables how many
 * @param agreement of sums of statistics; null if beliefs are shared
 * @param secure whether updates are masked
 * @param aggregation of updates that are seen, and with its clip, least weight and quorum of those
 *     that are not; the quorum is the fewest sites whose sum is made
 * @param threshold of sites that can take masks off; 0 for more than half of the roster
 * @param sites that a round waits for at least, as long as its phase has time; 0 for none
 * @param rounds after which the federation ends; 0 for never
 * @param roundEvery milliseconds from the opening of a round to that of the next, at least
 * @param phaseTimeout milliseconds after which a phase goes on with those that have answered
 */
public record RoundTerms(
    String federation,
    int variables,
    StatisticsAgreement agreement,
    boolean secure,
    Aggregation aggregation,
    int threshold,
    int sites,
    long rounds,
    long roundEvery,
    long phaseTimeout) {

  /** Members of a secure sum, at most. */
  public static final int MOST_MEMBERS = 255;

  /** The highest threshold of a secure sum. */
  public static final int HIGHEST_THRESHOLD = 128;

  /**
   * Checks what no round could be made with.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public RoundTerms {
    require(variables >= 1, "variables", "at least 1", variables);
    int quorum = aggregation.quorum();
    require(!secure || quorum >= 2, "minimumSites", "at least 2 of a secure sum", quorum);
    int most = mostSites(agreement, secure);
    require(quorum <= most, "minimumSites", "at most " + most, quorum);
    require(sites >= 0 && sites <= most, "sites", "from 0 to " + most, sites);
    require(
        threshold >= 0 && threshold <= HIGHEST_THRESHOLD,
        "threshold",
        "from 0 to " + HIGHEST_THRESHOLD,
        threshold);
    require(
        !secure || aggregation.rule() == Aggregation.Rule.MEAN,
        "rule",
        "a mean, as nothing else can be made of a sum",
        aggregation.rule());
    require(rounds >= 0, "rounds", "at least 0", rounds);
    require(roundEvery >= 0, "roundEvery", "at least 0", roundEvery);
    require(phaseTimeout >= 1, "phaseTimeout", "at least 1", phaseTimeout);
  }

  private static void require(boolean holds, String name, String range, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": must be " + range + ", is " + value);
    }
  }

  /** The most sites that there is room for. */
  public int mostSites() {
    return mostSites(agreement, secure);
  }

  private static int mostSites(StatisticsAgreement agreement, boolean secure) {
    int room = agreement == null ? UpdateEncoding.MOST_SITES : agreement.room().maxSites();
    return secure ? Math.min(MOST_MEMBERS, room) : room;
  }

  /** The fewest sites whose sum is made. */
  public int minimumSites() {
    return aggregation.quorum();
  }

  /** The fewest sites of which a roster is made. */
  int fewestMembers() {
    return Math.max(minimumSites(), threshold);
  }

  /** The threshold of so many members, which is always more than half of them. */
  int threshold(int members) {
    return Math.max(threshold, Roster.majority(members));
  }
}
