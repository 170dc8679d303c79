// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.contingency.Folding;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * About how many bytes of heap statistics take, on the safe side, and what becomes of those that
 * take too many. A function of what they are statistics of, not of how they came about.
 */
final class StatisticBounds {
  /** The most that tables and the numbers of samples by regime may take: 48 MiB. */
  static final long MAX_TABLE_BYTES = 48L << 20;

  /** The most that configurations beside tables take: 4 MiB. */
  static final long MAX_RECENT_BYTES = 4L << 20;

  /** Of one regime, besides its numbers: objects, and the smallest table of configurations. */
  private static final int REGIME = 512;

  /** Of the number of samples of one regime, in a hash table. */
  private static final int COUNT = 128;

  /** A table of configurations may be only a quarter full. */
  private static final int SLOTS_PER_CELL = 4;

  private StatisticBounds() {}

  /** Of a regime of continuous variables. */
  static long ofMoments(int dimension) {
    return REGIME + 3L * Double.BYTES * GaussianStatistic.cells(dimension);
  }

  /** Of so many configurations of so many words each, with their counts. */
  static long ofCells(int cells, int words) {
    return (long) SLOTS_PER_CELL * cells * (words * Long.BYTES + Double.BYTES);
  }

  /**
   * Of tables, and of the numbers of samples by regime: as if all samples were in them, so that it
   * does not depend on how many are. The largest number if there can be no tables.
   */
  private static long ofTables(SufficientStatistics statistics) {
    Set<VariableSet> regimes = new HashSet<>(statistics.counts.keySet());
    regimes.addAll(statistics.categorical.keySet());
    boolean known = statistics.categories != null && statistics.categories.length > 0;
    if (regimes.size() > SufficientStatistics.MAX_REGIMES || !known) {
      return Long.MAX_VALUE; // state of before there were tables does not know the variables
    }
    VariableSet targets = VariableSet.EMPTY;
    for (VariableSet regime : regimes) {
      targets = targets.union(regime);
    }
    return (long)
        ((double) COUNT * regimes.size()
            + ContingencyTables.bytes(statistics.categories, statistics.maxParents, targets));
  }

  /** The statistic of a regime, a new one if there is none. */
  static CategoricalStatistic ofCategories(
      SufficientStatistics statistics, VariableSet targets, Domain domain) {
    CategoricalStatistic known = statistics.categorical.get(targets);
    if (known != null) {
      return known;
    }
    CategoricalStatistic begun = CategoricalStatistic.empty(domain.configurationWords());
    statistics.categorical.put(targets, begun);
    statistics.bytes += REGIME;
    if (statistics.detail == Detail.FAMILIES && !statistics.counts.containsKey(targets)) {
      weigh(statistics);
    }
    return begun;
  }

  /** The statistic of a regime, a new one if there is none; null if only counts are left. */
  static GaussianStatistic ofNumbers(SufficientStatistics statistics, VariableSet targets) {
    GaussianStatistic known = statistics.gaussian.get(targets);
    if (known != null || statistics.detail.isWithoutPosterior()) {
      return known;
    }
    statistics.gaussian.put(targets, GaussianStatistic.empty(statistics.dimension));
    statistics.bytes += ofMoments(statistics.dimension);
    keep(statistics);
    return statistics.gaussian.get(targets);
  }

  /** Computes {@link SufficientStatistics#bytes} anew. */
  static void weigh(SufficientStatistics statistics) {
    boolean tabled = statistics.detail == Detail.FAMILIES;
    statistics.tableBytes = tabled ? ofTables(statistics) : 0;
    statistics.bytes =
        statistics.tableBytes + statistics.gaussian.size() * ofMoments(statistics.dimension);
    for (CategoricalStatistic statistic : statistics.categorical.values()) {
      statistics.bytes += REGIME + ofCells(statistic.size, statistic.words);
    }
  }

  /** Reduces what is remembered, or moves it, where there is too much. */
  static void keep(SufficientStatistics statistics) {
    if (statistics.detail == Detail.SUFFICIENT
        && statistics.bytes > SufficientStatistics.MAX_BYTES) {
      tabulate(statistics);
    }
    if (statistics.detail == Detail.FAMILIES) {
      if (statistics.tableBytes > MAX_TABLE_BYTES || statistics.logRetention != 0) {
        reduce(statistics, Detail.COUNTS);
      } else if (statistics.bytes - statistics.tableBytes > MAX_RECENT_BYTES) {
        fold(statistics);
      }
    }
  }

  /** Goes over to tables; or to counts, where tables take too much memory. */
  static void tabulate(SufficientStatistics statistics) {
    if (statistics.logRetention != 0 || ofTables(statistics) > MAX_TABLE_BYTES) {
      reduce(statistics, Detail.COUNTS);
      return;
    }
    statistics.detail = Detail.FAMILIES;
    statistics.tables = ContingencyTables.empty(statistics.categories, statistics.maxParents);
    fold(statistics);
  }

  /** Puts all samples into the tables. */
  static void fold(SufficientStatistics statistics) {
    Folding folding = new Folding(tables(statistics));
    statistics.categorical.forEach(
        (targets, statistic) -> {
          statistics.counts.merge(targets, statistic.count, Long::sum);
          folding.add(statistic.configurations, statistic.counts, targets);
        });
    folding.finish();
    statistics.categorical.clear();
    weigh(statistics);
  }

  /** Whether others cannot be absorbed without the tables. */
  static boolean needTables(SufficientStatistics statistics, SufficientStatistics others) {
    long recent = statistics.bytes - statistics.tableBytes;
    return statistics.detail == Detail.FAMILIES
        && (others.detail == Detail.FAMILIES || recent + others.bytes > MAX_RECENT_BYTES);
  }

  /** Adds the tables of others, which need not be as wide. */
  static void absorbTables(SufficientStatistics statistics, SufficientStatistics others) {
    ContingencyTables added = tables(others);
    if (statistics.detail == Detail.FAMILIES) {
      statistics.tables = tables(statistics).absorb(added);
    } else {
      statistics.detail = Detail.FAMILIES;
      statistics.tables = added.copy();
    }
    statistics.categories = statistics.tables.categories;
    statistics.maxParents = statistics.tables.maxParents;
    others.counts.forEach(
        (targets, samples) -> statistics.counts.merge(targets, samples, Long::sum));
  }

  private static ContingencyTables tables(SufficientStatistics statistics) {
    if (statistics.tables == null) {
      throw new IllegalStateException("the tables are kept elsewhere");
    }
    return statistics.tables;
  }

  /** Leaves the numbers of samples only. */
  static void reduce(SufficientStatistics statistics, Detail atMost) {
    SortedMap<VariableSet, Long> byRegime = statistics.observedByRegime();
    statistics.gaussian.clear();
    statistics.categorical.clear();
    statistics.counts.clear();
    statistics.tables = null;
    statistics.tableBytes = 0;
    statistics.bytes = 0;
    boolean total = statistics.detail == Detail.TOTAL || atMost == Detail.TOTAL;
    statistics.detail = total ? Detail.TOTAL : Detail.COUNTS;
    count(statistics, byRegime);
  }

  /** Counts samples by regime, of which nothing more is remembered. */
  static void count(SufficientStatistics statistics, Map<VariableSet, Long> byRegime) {
    byRegime.forEach((targets, samples) -> count(statistics, targets, samples));
  }

  /** Counts samples of which nothing more is remembered. */
  static void count(SufficientStatistics statistics, VariableSet targets, long samples) {
    if (statistics.detail == Detail.TOTAL || samples == 0) {
      return;
    }
    statistics.counts.merge(targets, samples, Long::sum);
    if (statistics.counts.size() > SufficientStatistics.MAX_REGIMES) {
      statistics.counts.clear();
      statistics.detail = Detail.TOTAL;
    }
  }
}
