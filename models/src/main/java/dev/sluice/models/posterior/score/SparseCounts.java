// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;

/** One cell for each configuration that was seen; a dropped variable's bits are cleared. */
public final class SparseCounts implements ConfigurationCounts {
  /** The bits of each variable in the words of a joint configuration. */
  private final long[][] masks;

  private final int words;

  /** Of the counts, among all derived from the same joint ones, that changed last. */
  private final ConfigurationIndex index;

  private final long[] configurations;
  private final double[] counts;

  /** One configuration without the variable that is being dropped. */
  private final long[] kept;

  private int size;

  private SparseCounts(long[][] masks, ConfigurationIndex index, int capacity) {
    this.masks = masks;
    this.index = index;
    words = masks[0].length;
    configurations = new long[capacity * words];
    counts = new double[capacity];
    kept = new long[words];
  }

  static SparseCounts of(Domain domain, CategoricalStatistic statistic) {
    int capacity = statistic.size;
    ConfigurationIndex index = new ConfigurationIndex(capacity, statistic.words);
    SparseCounts joint = new SparseCounts(domain.configurationMasks(), index, capacity);
    index.clear(capacity);
    for (int slot = 0; slot < statistic.slots(); slot++) {
      if (!statistic.isFree(slot)) {
        joint.add(statistic.configurations, slot * statistic.words, statistic.weight(slot));
      }
    }
    return joint;
  }

  @Override
  public SparseCounts another() {
    return new SparseCounts(masks, index, counts.length);
  }

  @Override
  public void dropFrom(ConfigurationCounts larger, int variable) {
    drop((SparseCounts) larger, variable);
  }

  @Override
  public void sum(LogRisingFactorial rising, double[] sums) {
    sums[0] = sum(rising);
  }

  double sum(LogRisingFactorial rising) {
    return rising.sum(counts, size);
  }

  /** What the sum changes by when the samples of {@code without}, of the same variables, go. */
  double change(SparseCounts without, LogRisingFactorial rising) {
    double change = 0;
    for (int cell = 0; cell < without.size; cell++) {
      int found = index.find(without.configurations, cell * words, configurations, size);
      change += rising.change(counts[found], without.counts[cell]);
    }
    return change;
  }

  void drop(SparseCounts larger, int variable) {
    long[] dropped = masks[variable];
    index.clear(larger.size);
    size = 0;
    for (int cell = 0; cell < larger.size; cell++) {
      for (int word = 0; word < words; word++) {
        kept[word] = larger.configurations[cell * words + word] & ~dropped[word];
      }
      add(kept, 0, larger.counts[cell]);
    }
  }

  private void add(long[] from, int at, double count) {
    int found = index.find(from, at, configurations, size);
    if (found == size) {
      System.arraycopy(from, at, configurations, size * words, words);
      counts[size++] = count;
    } else {
      counts[found] += count;
    }
  }
}
