// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.contingency.Folding;
import dev.sluice.models.posterior.score.CategoricalStatistic;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts of all families of few parents as whole numbers, and back: the rows of each regime, the
 * tables of all rows, and by target those of the rows in which it was one. A node's families are
 * the difference, so it is scored on the rows in which it was no target, whatever the regimes.
 */
final class CategoricalCounts {
  private final StatisticsAgreement agreement;
  private final int[] categories;
  private final int[] targets;

  CategoricalCounts(StatisticsAgreement agreement) {
    this.agreement = agreement;
    categories = agreement.domain().categories();
    targets = StatisticSizes.targets(agreement.regimes()).members();
  }

  /** The numbers of a site, after its seal. */
  RingVector numbers(SufficientStatistics statistics) {
    Map<VariableSet, Long> byRegime = statistics.observedByRegime();
    long[] rows =
        agreement.regimes().stream()
            .mapToLong(regime -> byRegime.getOrDefault(regime, 0L))
            .toArray();
    ContingencyTables tables = tables(statistics);
    List<long[]> parts = new ArrayList<>(List.of(rows, tables.all));
    for (int target : targets) {
      parts.add(tables.countsOf(target));
    }
    int words = agreement.room().words();
    RingVector numbers = RingVector.zero(words, StatisticSizes.numbers(agreement) - Seal.NUMBERS);
    int at = 0;
    for (long[] part : parts) {
      for (long count : part) {
        numbers.values()[at] = (int) count;
        if (words > 1) {
          numbers.values()[at + 1] = (int) (count >>> Integer.SIZE);
        }
        at += words;
      }
    }
    return numbers;
  }

  private ContingencyTables tables(SufficientStatistics statistics) {
    int maxParents = agreement.maxParents();
    ContingencyTables tables = ContingencyTables.empty(categories, maxParents);
    if (statistics.detail == Detail.FAMILIES) {
      if (statistics.tables == null) {
        throw new IllegalStateException("the tables are kept elsewhere");
      }
      if (statistics.tables.maxParents < maxParents) {
        throw new IllegalArgumentException(
            "the statistics are of families of up to %d parents; agreed are %d"
                .formatted(statistics.tables.maxParents, maxParents));
      }
      tables.absorb(statistics.tables);
    }
    Folding folding = new Folding(tables);
    statistics.categorical.forEach(
        (regime, statistic) -> {
          checkWhole(statistic, regime);
          folding.add(statistic.configurations, statistic.counts, regime);
        });
    folding.finish();
    return tables;
  }

  private static void checkWhole(CategoricalStatistic statistic, VariableSet regime) {
    double rows = 0;
    boolean whole = statistic.unit == 1;
    for (int slot = 0; slot < statistic.slots(); slot++) {
      if (!statistic.isFree(slot)) {
        rows += statistic.counts[slot];
        whole &= statistic.counts[slot] == Math.rint(statistic.counts[slot]);
      }
    }
    if (!whole || rows != statistic.count) {
      throw new IllegalArgumentException(
          "regime %s: %d rows do not weigh as many".formatted(regime, statistic.count));
    }
  }

  /** The statistics of a sum of so many sites, in tables. */
  SufficientStatistics pooled(RingVector sum, int sites) {
    Reader reader = new Reader(sum);
    long most = agreement.room().maxRows() * sites;
    SufficientStatistics pooled =
        SufficientStatistics.empty(agreement.domain(), agreement.maxParents());
    pooled.detail = Detail.FAMILIES;
    pooled.tables = ContingencyTables.empty(categories, agreement.maxParents());
    for (VariableSet regime : agreement.regimes()) {
      long rows = reader.next(most - pooled.observed);
      if (rows > 0) {
        pooled.counts.put(regime, rows);
        pooled.observed += rows;
      }
    }
    reader.fill(pooled.tables.all, pooled.observed);
    checkRows(pooled.tables.all[0], pooled.observed);
    for (int target : targets) {
      long rows = rowsOf(target, pooled.counts);
      int sets = StatisticSizes.ofTarget(agreement, target);
      long[] counts =
          rows > 0 ? pooled.tables.countsOf(target) : new long[categories[target] * sets];
      reader.fill(counts, rows);
      long found = 0;
      for (int category = 0; category < categories[target]; category++) {
        found += counts[category * sets];
      }
      checkRows(found, rows);
    }
    return pooled;
  }

  private static long rowsOf(int target, Map<VariableSet, Long> byRegime) {
    return byRegime.entrySet().stream()
        .filter(of -> of.getKey().contains(target))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static void checkRows(long found, long rows) {
    if (found != rows) {
      throw new IllegalArgumentException(
          "the sum is of no tables: %d rows of %d".formatted(found, rows));
    }
  }

  /** Counts one after the other. */
  private static final class Reader {
    private final RingVector sum;
    private int at = Seal.NUMBERS;

    Reader(RingVector sum) {
      this.sum = sum;
    }

    void fill(long[] counts, long most) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = next(most);
      }
    }

    long next(long most) {
      int first = at++ * sum.words();
      long count = sum.values()[first];
      if (sum.words() > 1) {
        count = (long) sum.values()[first + 1] << Integer.SIZE | (count & 0xffff_ffffL);
      }
      if (count < 0 || count > most) {
        throw new IllegalArgumentException(
            "the sum is of no tables: it counts %d rows of at most %d".formatted(count, most));
      }
      return count;
    }
  }
}
