// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The updates that came in one round, at most one of each site. An update that comes again, or in
 * another order, changes no bit of what they make. Never changed.
 *
 * @param round number of the round
 * @param variables that the beliefs are of
 * @param updates by site
 */
public record RoundUpdates(long round, int variables, SortedMap<String, SiteUpdate> updates) {

  /** A round in which nobody has spoken. */
  public static RoundUpdates none(long round, int variables) {
    return new RoundUpdates(round, variables, new TreeMap<>());
  }

  /**
   * With an update, if it is a site's first or newer than the one that is there: what a site says
   * of a round it says once, and a late update gives way to a timely one.
   *
   * @param update that {@link Aggregation#refusal} does not refuse
   */
  public RoundUpdates with(SiteUpdate update) {
    SiteUpdate before = updates.get(update.site());
    if (before != null && before.round() >= update.round()) {
      return this;
    }
    SortedMap<String, SiteUpdate> all = new TreeMap<>(updates);
    all.put(update.site(), update);
    return new RoundUpdates(round, variables, all);
  }

  /** The change that they make together; empty without a quorum. */
  public Optional<EdgeLogits> change(Aggregation aggregation) {
    return aggregation.change(updates.values(), variables, round);
  }
}
