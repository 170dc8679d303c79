// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.CategoricalStatistic;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The configurations seen, regime by regime, as columns of words: what is read for a family are few
 * columns, one after the other.
 */
final class ConfigurationColumns {
  /** The number of categories of each variable. */
  final int[] categories;

  /** By cell: how much its configuration weighs. */
  final double[] weights;

  /** By word of a joint configuration, then by cell. */
  private final long[][] words;

  /** By variable: its bits of its word. */
  private final int[] wordOf;

  private final int[] shifts;
  private final long[] masks;

  /** By regime: its first cell, and that behind its last one. */
  private final Map<VariableSet, int[]> cellsOf = new HashMap<>();

  ConfigurationColumns(Domain domain, SufficientStatistics statistics) {
    categories = domain.categories();
    int cells = statistics.categorical.values().stream().mapToInt(of -> of.size).sum();
    weights = new double[cells];
    words = new long[domain.configurationWords()][cells];
    wordOf = new int[categories.length];
    shifts = new int[categories.length];
    masks = new long[categories.length];
    readMasks(domain.configurationMasks());
    int cell = 0;
    for (VariableSet targets : new TreeSet<>(statistics.categorical.keySet())) {
      int end = read(statistics.categorical.get(targets), cell);
      cellsOf.put(targets, new int[] {cell, end});
      cell = end;
    }
  }

  /** Some configurations in one regime, with a word for each category. */
  ConfigurationColumns(int[] categories, long[][] words, double[] weights) {
    this.categories = categories;
    this.words = words;
    this.weights = weights;
    wordOf = IntStream.range(0, categories.length).toArray();
    shifts = new int[categories.length];
    masks = new long[categories.length];
    Arrays.fill(masks, -1);
    cellsOf.put(VariableSet.EMPTY, new int[] {0, weights.length});
  }

  private void readMasks(long[][] ofConfiguration) {
    for (int variable = 0; variable < masks.length; variable++) {
      for (int word = 0; word < words.length; word++) {
        long mask = ofConfiguration[variable][word];
        if (mask != 0) {
          wordOf[variable] = word;
          shifts[variable] = Long.numberOfTrailingZeros(mask);
          masks[variable] = mask >>> shifts[variable];
        }
      }
    }
  }

  private int read(CategoricalStatistic statistic, int first) {
    int cell = first;
    for (int slot = 0; slot < statistic.slots(); slot++) {
      if (!statistic.isFree(slot)) {
        for (int word = 0; word < words.length; word++) {
          words[word][cell] = statistic.configurations[slot * words.length + word];
        }
        weights[cell++] = statistic.weight(slot);
      }
    }
    return cell;
  }

  /** The number of configurations, those of each regime counted apart. */
  int cells() {
    return weights.length;
  }

  /** The word of every cell that has a variable's category. */
  long[] column(int variable) {
    return words[wordOf[variable]];
  }

  /** How far that category is from the end of the word. */
  int shift(int variable) {
    return shifts[variable];
  }

  /** The bits of the category, when it is shifted to the end. */
  long mask(int variable) {
    return masks[variable];
  }

  /** The category of a variable in one cell. */
  int category(int variable, int cell) {
    return (int) (words[wordOf[variable]][cell] >>> shifts[variable] & masks[variable]);
  }

  /** The cells of some regimes, as few ranges of a first one and one behind the last. */
  int[][] ranges(List<VariableSet> regimes) {
    List<int[]> ranges = new ArrayList<>();
    for (VariableSet targets : regimes) {
      int[] cells = cellsOf.get(targets);
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last)[1] == cells[0]) {
        ranges.set(last, new int[] {ranges.get(last)[0], cells[1]});
      } else {
        ranges.add(cells);
      }
    }
    return ranges.toArray(new int[0][]);
  }
}
