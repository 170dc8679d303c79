// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

/**
 * What a coordinator remembers of a round, for a checkpoint. Messages are in the order of names, so
 * that the order of their arrival does not show.
 *
 * @param minimum fewest sites whose sum may be made
 * @param words of each number
 * @param length how many numbers each site sends
 * @param phase what is being collected
 * @param keys all that came
 * @param roster without members before the phase of shares
 * @param shares all that came
 * @param members whose shares all came; empty before the phase of updates
 * @param updates all that came
 * @param survivors whose update came; empty before the phase of reveals
 * @param reveals all that came
 */
public record RoundState(
    int minimum,
    int words,
    int length,
    RoundPhase phase,
    Keys[] keys,
    Roster roster,
    EncryptedShares[] shares,
    String[] members,
    MaskedUpdate[] updates,
    String[] survivors,
    RevealedShares[] reveals) {

  /**
   * A round in which nothing was said.
   *
   * @throws IllegalArgumentException if the minimum is below 2 or the shape is none
   */
  public static RoundState open(RoundId id, int minimum, int words, int length) {
    if (minimum < 2 || words < 1 || length < 0) {
      throw new IllegalArgumentException(
          "a sum of at least %d sites of %d numbers of %d words".formatted(minimum, length, words));
    }
    return new RoundState(
        minimum,
        words,
        length,
        RoundPhase.KEYS,
        new Keys[0],
        new Roster(id, 0, new Keys[0]),
        new EncryptedShares[0],
        new String[0],
        new MaskedUpdate[0],
        new String[0],
        new RevealedShares[0]);
  }
}
