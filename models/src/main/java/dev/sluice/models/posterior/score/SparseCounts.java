// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;

/** One cell for each configuration that was seen; a dropped variable's bits are cleared. */
public final class SparseCounts implements ConfigurationCounts {
  /** The bits of each variable in a joint configuration. */
  private final long[] masks;

  /** Of the counts, among all derived from the same joint ones, that changed last. */
  private final ConfigurationIndex index;

  private final long[] configurations;
  private final double[] counts;
  private int size;

  private SparseCounts(long[] masks, ConfigurationIndex index, int capacity) {
    this.masks = masks;
    this.index = index;
    configurations = new long[capacity];
    counts = new double[capacity];
  }

  static SparseCounts of(Domain domain, CategoricalStatistic statistic) {
    int[] categories = domain.categories();
    long[] masks = new long[categories.length];
    int shift = 0;
    for (int variable = 0; variable < masks.length; variable++) {
      int bits = Domain.bits(categories[variable]);
      masks[variable] = ((1L << bits) - 1) << shift;
      shift += bits;
    }
    int capacity = statistic.size;
    SparseCounts joint = new SparseCounts(masks, new ConfigurationIndex(capacity), capacity);
    joint.index.clear(capacity);
    for (int slot = 0; slot < statistic.slots(); slot++) {
      if (!statistic.isFree(slot)) {
        joint.add(statistic.configurations[slot], statistic.weight(slot));
      }
    }
    return joint;
  }

  @Override
  public SparseCounts another() {
    return new SparseCounts(masks, index, configurations.length);
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
      int found = index.find(without.configurations[cell], configurations, size);
      change += rising.change(counts[found], without.counts[cell]);
    }
    return change;
  }

  void drop(SparseCounts larger, int variable) {
    long kept = ~masks[variable];
    index.clear(larger.size);
    size = 0;
    for (int cell = 0; cell < larger.size; cell++) {
      add(larger.configurations[cell] & kept, larger.counts[cell]);
    }
  }

  private void add(long configuration, double count) {
    int found = index.find(configuration, configurations, size);
    if (found == size) {
      configurations[size] = configuration;
      counts[size++] = count;
    } else {
      counts[found] += count;
    }
  }
}
