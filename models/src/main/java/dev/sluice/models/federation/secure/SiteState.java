// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/**
 * What a site remembers of a round, for a checkpoint. No secret is in it.
 *
 * @param minimum fewest sites whose sum may be seen
 * @param roster without members before it is known
 * @param inbox shares of the other members, in the order of their names; empty before masking
 * @param masked SHA-256 of what was masked and for whom; empty before
 * @param survivors whose seeds were revealed, in order; empty before
 */
public record SiteState(
    int minimum, Roster roster, EncryptedShares[] inbox, byte[] masked, String[] survivors) {

  /**
   * A site that has said nothing in this round.
   *
   * @throws IllegalArgumentException if the minimum is below 2: a sum of one is that site's vector
   */
  public static SiteState begin(RoundId id, int minimum) {
    if (minimum < 2) {
      throw new IllegalArgumentException("the sum of fewer than 2 sites is no sum: " + minimum);
    }
    return new SiteState(
        minimum,
        new Roster(id, 0, new Keys[0]),
        new EncryptedShares[0],
        new byte[0],
        new String[0]);
  }
}
