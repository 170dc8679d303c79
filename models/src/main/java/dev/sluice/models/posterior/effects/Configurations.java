// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.CategoricalStatistic;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What was seen, and how often, in the samples in which nothing but perhaps one variable was set:
 * records in a fixed order, so that rounding does not depend on the order in a hash table. They can
 * be grouped by what some variables are in them.
 */
final class Configurations {
  /** Numbers of combinations up to this are keys; beyond it they are numbered anew. */
  private static final long MOST_KEYS = 1L << 62;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final int[] categories;

  /** By variable and record. */
  private final int[][] values;

  private final double[] weights;

  // of the grouping
  private final long[] keys;
  private final int[] groups;
  private final long[] groupKeys;
  private final int[] table;
  private int groupCount;
  private double combinations;

  /** Reads the samples in which nothing, or only {@code cause}, was set. */
  Configurations(Domain domain, SufficientStatistics statistics, int cause) {
    categories = domain.categories();
    CategoricalStatistic unset = statistics.categorical.get(VariableSet.EMPTY);
    CategoricalStatistic set = statistics.categorical.get(VariableSet.of(cause));
    int records = (unset == null ? 0 : unset.size) + (set == null ? 0 : set.size);
    values = new int[categories.length][records];
    weights = new double[records];
    int read = unset == null ? 0 : read(domain, unset, 0);
    if (set != null) {
      read(domain, set, read);
    }
    keys = new long[records];
    groups = new int[records];
    groupKeys = new long[records];
    table = new int[Math.max(2, Integer.highestOneBit(Math.max(1, records)) * 4)];
  }

  private int read(Domain domain, CategoricalStatistic statistic, int first) {
    long[][] masks = domain.configurationMasks();
    int record = first;
    for (int slot : sortedSlots(statistic)) {
      weights[record] = statistic.weight(slot);
      for (int variable = 0; variable < values.length; variable++) {
        int at = slot * statistic.words;
        values[variable][record] = Domain.category(statistic.configurations, at, masks[variable]);
      }
      record++;
    }
    return record;
  }

  private static int[] sortedSlots(CategoricalStatistic statistic) {
    int words = statistic.words;
    long[] all = statistic.configurations;
    Comparator<Integer> order =
        (a, b) -> Arrays.compare(all, a * words, (a + 1) * words, all, b * words, (b + 1) * words);
    return IntStream.range(0, statistic.slots())
        .filter(slot -> !statistic.isFree(slot))
        .boxed()
        .sorted(order)
        .mapToInt(slot -> slot)
        .toArray();
  }

  /** Groups the records by some variables. */
  void group(int[] variables) {
    Arrays.fill(keys, 0);
    combinations = 1;
    long radix = 1;
    for (int variable : variables) {
      int ofVariable = categories[variable];
      combinations *= ofVariable;
      if (radix > MOST_KEYS / ofVariable) {
        number();
        for (int record = 0; record < keys.length; record++) {
          keys[record] = groups[record];
        }
        radix = groupCount;
      }
      int[] column = values[variable];
      for (int record = 0; record < keys.length; record++) {
        keys[record] = keys[record] * ofVariable + column[record];
      }
      radix *= ofVariable;
    }
    number();
  }

  /** Numbers the keys in the order in which they first come. */
  private void number() {
    Arrays.fill(table, -1);
    groupCount = 0;
    int last = table.length - 1;
    int shift = Long.SIZE - Integer.numberOfTrailingZeros(table.length);
    for (int record = 0; record < keys.length; record++) {
      long key = keys[record];
      int slot = (int) ((key * FACTOR) >>> shift);
      while (table[slot] >= 0 && groupKeys[table[slot]] != key) {
        slot = (slot + 1) & last;
      }
      if (table[slot] < 0) {
        table[slot] = groupCount;
        groupKeys[groupCount++] = key;
      }
      groups[record] = table[slot];
    }
  }

  /** How many groups have records. */
  int groups() {
    return groupCount;
  }

  /** How many there could be. */
  double combinations() {
    return combinations;
  }

  /** Counts, by group, what two variables are: at (group r_first + first) r_second + second. */
  double[] count(int first, int second) {
    int ofFirst = categories[first];
    int ofSecond = categories[second];
    double[] counts = new double[Math.multiplyExact(groupCount, ofFirst * ofSecond)];
    for (int record = 0; record < keys.length; record++) {
      int row = groups[record] * ofFirst + values[first][record];
      counts[row * ofSecond + values[second][record]] += weights[record];
    }
    return counts;
  }

  /** Counts what a variable is in all records. */
  double[] count(int variable) {
    double[] counts = new double[categories[variable]];
    for (int record = 0; record < keys.length; record++) {
      counts[values[variable][record]] += weights[record];
    }
    return counts;
  }

  /** The number of categories of a variable. */
  int categories(int variable) {
    return categories[variable];
  }
}
