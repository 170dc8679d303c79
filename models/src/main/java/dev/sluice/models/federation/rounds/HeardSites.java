// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Who has spoken lately, and so is waited for. */
final class HeardSites {
  private final int most;
  private final TreeSet<String> before;
  private final TreeSet<String> now;

  HeardSites(int most, String[] before, String[] now) {
    this.most = most;
    this.before = new TreeSet<>(Arrays.asList(before));
    this.now = new TreeSet<>(Arrays.asList(now));
  }

  void heard(String site) {
    if (now.size() < most) {
      now.add(site);
    }
  }

  void nextRound() {
    before.clear();
    before.addAll(now);
    now.clear();
  }

  /**
   * Who is waited for; null if nobody knows, as in the first round, when who spoke first is not all
   * that there are.
   */
  Set<String> expected() {
    if (before.isEmpty()) {
      return null;
    }
    Set<String> expected = new TreeSet<>(before);
    expected.addAll(now);
    return expected;
  }

  String[] before() {
    return before.toArray(new String[0]);
  }

  String[] now() {
    return now.toArray(new String[0]);
  }
}
