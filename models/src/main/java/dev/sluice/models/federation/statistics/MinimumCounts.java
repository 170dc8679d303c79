// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a site sends at all. A sum of one row is that row, and so is the difference of two sums
 * between which there was one row: so of every regime the rows since the last sending are sent only
 * when there are enough of them, and until then what was sent before, which is nothing at first.
 * The round goes on without the others: they look like rows that are not there yet.
 *
 * <p>Of statistics in tables of families ({@link Detail#FAMILIES}) the regimes cannot be told
 * apart: one regime with too few new rows holds all new rows back.
 *
 * <p>This is about rows, not about cells: among many rows there are configurations that only one
 * has, and a table of counts shows them. Sites that do not want their own cells seen mask them.
 *
 * @param rows the fewest new rows of a regime; 1 sends everything
 */
public record MinimumCounts(long rows) {
  /** Ten rows. */
  public static final MinimumCounts DEFAULT = new MinimumCounts(10);

  /**
   * What may be sent.
   *
   * @param statistics with as much of every regime as the site is ready to send; shares nothing
   *     with what it was made of
   * @param withheld by regime, rows that are not in it; empty if there are none
   */
  // Never compared.
  public record Released(SufficientStatistics statistics, SortedMap<VariableSet, Long> withheld) {}

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public MinimumCounts {
    if (rows < 1) {
      throw new IllegalArgumentException("the fewest rows must be at least 1: " + rows);
    }
  }

  /**
   * What may be sent of all rows of a site.
   *
   * @param now of all rows
   * @param sent what was sent last, of some of the same rows; empty if nothing was
   * @throws IllegalArgumentException if there are fewer rows than were sent
   */
  public Released release(SufficientStatistics now, SufficientStatistics sent) {
    SortedMap<VariableSet, Long> fresh = fresh(now, sent);
    SortedMap<VariableSet, Long> withheld = new TreeMap<>(fresh);
    withheld.values().removeIf(count -> count >= rows);
    if (withheld.isEmpty()) {
      return new Released(now.copy(), withheld);
    }
    if (now.detail != Detail.SUFFICIENT || sent.detail != Detail.SUFFICIENT) {
      return new Released(sent.copy(), fresh);
    }
    SufficientStatistics released = now.copy();
    SufficientStatistics before = sent.copy();
    withheld.forEach(
        (regime, count) -> {
          released.gaussian.remove(regime);
          released.categorical.remove(regime);
          if (before.gaussian.containsKey(regime)) {
            released.gaussian.put(regime, before.gaussian.get(regime));
          }
          if (before.categorical.containsKey(regime)) {
            released.categorical.put(regime, before.categorical.get(regime));
          }
          released.observed -= count;
        });
    return new Released(released, withheld);
  }

  /** By regime that has any, the rows that were not sent yet. */
  private static SortedMap<VariableSet, Long> fresh(
      SufficientStatistics now, SufficientStatistics sent) {
    SortedMap<VariableSet, Long> fresh = new TreeMap<>(now.observedByRegime());
    sent.observedByRegime()
        .forEach(
            (regime, before) -> {
              long count = fresh.getOrDefault(regime, 0L);
              if (count < before) {
                throw new IllegalArgumentException(
                    "regime %s: %d rows, of which %d were sent before"
                        .formatted(regime, count, before));
              }
              fresh.put(regime, count - before);
            });
    fresh.values().removeIf(count -> count == 0);
    return fresh;
  }
}
