// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static dev.sluice.models.federation.secure.RefusalException.require;

import dev.sluice.models.federation.RingVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Takes the masks off a sum: of each survivor its self mask, of each member that dropped the masks
 * it had in common with survivors.
 */
final class Unmasking {
  private final Roster roster;
  private final String[] members;
  private final Set<String> survivors;

  Unmasking(Roster roster, String[] members, String[] survivors) {
    this.roster = roster;
    this.members = members;
    this.survivors = Set.of(survivors);
  }

  /** Whether there is one share of the right kind of each member, in order. */
  boolean fits(RevealedShares sent) {
    if (sent.shares().length != members.length) {
      return false;
    }
    for (int i = 0; i < members.length; i++) {
      RevealedShare share = sent.shares()[i];
      if (!share.of().equals(members[i])
          || share.survives() != survivors.contains(members[i])
          || share.share().length != SealedShares.SHARE_BYTES) {
        return false;
      }
    }
    return true;
  }

  /**
   * The sum without masks.
   *
   * @param zero of the shape of the updates
   * @param reveals at least as many as the threshold; the first ones by name are used
   */
  RingVector sum(
      RingVector zero,
      SortedMap<String, MaskedUpdate> updates,
      SortedMap<String, RevealedShares> reveals) {
    RingVector sum = zero;
    for (MaskedUpdate update : updates.values()) {
      sum = sum.plus(update.vector());
    }
    for (int i = 0; i < members.length; i++) {
      byte[] secret = join(i, reveals);
      String member = members[i];
      sum =
          survivors.contains(member)
              ? withoutSelf(sum, member, secret, updates.get(member).seedCommitment())
              : withoutPairs(sum, member, secret);
    }
    return sum;
  }

  private RingVector withoutSelf(RingVector sum, String survivor, byte[] seed, byte[] commitment) {
    require(
        Arrays.equals(Masks.commitment(seed, roster, survivor), commitment),
        "the shares revealed do not give the seed that %s is bound to",
        survivor);
    return sum.minus(Masks.self(seed, roster, survivor, sum.words(), sum.length()));
  }

  private RingVector withoutPairs(RingVector sum, String dropped, byte[] privateKey) {
    require(
        Arrays.equals(Curve.publicKey(privateKey), roster.keys(dropped).publicMaskKey()),
        "the shares revealed do not give the private key of %s",
        dropped);
    RingVector without = sum;
    for (String survivor : survivors) {
      // What the dropped member would have added is what the survivors' masks lack to cancel.
      without = Masks.addPair(without, privateKey, roster, dropped, survivor);
    }
    return without;
  }

  private byte[] join(int member, SortedMap<String, RevealedShares> reveals) {
    Map<Integer, byte[]> shares = new HashMap<>();
    for (RevealedShares sent : reveals.values()) {
      if (shares.size() < roster.threshold()) {
        shares.put(roster.place(sent.from()), sent.shares()[member].share());
      }
    }
    return Sharing.join(shares);
  }
}
