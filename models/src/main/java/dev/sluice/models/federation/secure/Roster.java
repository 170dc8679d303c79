// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static dev.sluice.models.federation.secure.RefusalException.require;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * Who takes part in a round, fixed before anything is masked.
 *
 * @param id of the round
 * @param threshold t: so many members can take the masks off, and fewer cannot
 * @param members their keys, in the order of names (that of {@link String#compareTo})
 */
public record Roster(RoundId id, int threshold, Keys[] members) {

  /** A roster in order; nothing is checked. */
  static Roster of(RoundId id, int threshold, Keys... keys) {
    Keys[] sorted = keys.clone();
    Arrays.sort(sorted, Comparator.comparing(Keys::site));
    return new Roster(id, threshold, sorted);
  }

  /** The smallest threshold that more than half of so many members have: two groups cannot both. */
  public static int majority(int members) {
    return members / 2 + 1;
  }

  /** Whether keys are usable, and none is that of another site. */
  static boolean canJoin(Keys keys, Collection<Keys> others) {
    return SiteSecret.isName(keys.site())
        && Curve.isUsable(keys.publicMaskKey())
        && Curve.isUsable(keys.publicShareKey())
        && !Arrays.equals(keys.publicMaskKey(), keys.publicShareKey())
        && others.stream()
            .allMatch(other -> other.site().equals(keys.site()) || !Same.key(keys, other));
  }

  /**
   * Checks what every party checks for itself.
   *
   * @param minimum fewest sites whose sum may be seen
   * @throws RefusalException if there are too few or too many members, the threshold is not more
   *     than half of them or more than all, names or keys are there twice or not in order, or a key
   *     is unusable
   */
  void check(int minimum) {
    int n = members.length;
    require(n >= minimum, "%d members; %d are the fewest", n, minimum);
    require(n <= Sharing.MOST_SHARES, "%d members; 255 are the most", n);
    require(
        2L * threshold > n && threshold <= n,
        "a threshold of %d of %d members is not more than half, or more than all"
            .formatted(threshold, n));
    require(
        threshold <= Sharing.HIGHEST_THRESHOLD,
        "a threshold of %d; %d is the highest",
        threshold,
        Sharing.HIGHEST_THRESHOLD);
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < n; i++) {
      String site = members[i].site();
      require(SiteSecret.isName(site), "a member has no proper name");
      require(
          i == 0 || members[i - 1].site().compareTo(site) < 0,
          "member %s is there twice or out of order".formatted(site));
      for (byte[] key : new byte[][] {members[i].publicMaskKey(), members[i].publicShareKey()}) {
        require(Curve.isUsable(key), "a key of %s is unusable", site);
        require(keys.add(Arrays.toString(key)), "a key of %s is there twice", site);
      }
    }
  }

  /** Checks that so many can make a sum and may. */
  void requireEnough(String what, int count, int minimum) {
    int fewest = Math.max(threshold, minimum);
    require(count >= fewest, "%d %s; %d are the fewest", count, what, fewest);
  }

  /** The place of a member, from 0; -1 of who is none. */
  int place(String site) {
    for (int i = 0; i < members.length; i++) {
      if (members[i].site().equals(site)) {
        return i;
      }
    }
    return -1;
  }

  /** The keys of a member. */
  Keys keys(String site) {
    return members[place(site)];
  }

  /** SHA-256 of everything in it. */
  byte[] digest() {
    Info info = Info.of("roster").with(id).with(threshold).with(members.length);
    for (Keys keys : members) {
      info.with(keys.site()).with(keys.publicMaskKey()).with(keys.publicShareKey());
    }
    return info.digest();
  }

  /** SHA-256 of the roster and some of its members, given in order. */
  byte[] digest(Iterable<String> some) {
    Info info = Info.of("members").with(digest());
    some.forEach(info::with);
    return info.digest();
  }
}
