// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;

/** One cell for each configuration that was seen; a dropped variable's bits are cleared. */
final class SparseCounts implements BdeuEvidence.Counts {
  /** The bits of each variable in the words of a joint configuration. */
  private final long[][] masks;

  private final int words;

  /** Of the counts, among all derived from the same joint ones, that changed last. */
  private final Index index;

  private final long[] configurations;
  private final double[] counts;

  /** One configuration without the variable that is being dropped. */
  private final long[] kept;

  private int size;

  private SparseCounts(long[][] masks, Index index, int capacity) {
    this.masks = masks;
    this.index = index;
    words = masks[0].length;
    configurations = new long[capacity * words];
    counts = new double[capacity];
    kept = new long[words];
  }

  static SparseCounts of(Domain domain, CategoricalStatistic statistic) {
    int capacity = statistic.size;
    Index index = new Index(capacity, statistic.words);
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
  public void dropFrom(BdeuEvidence.Counts larger, int variable) {
    drop((SparseCounts) larger, variable);
  }

  @Override
  public double sum(LogRisingFactorial rising) {
    return rising.sum(counts, size);
  }

  private void drop(SparseCounts larger, int variable) {
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

  /**
   * Finds configurations in a growing list: a hash table of positions in the list. Emptying it
   * costs nothing, because entries of an earlier generation count as free.
   */
  private static final class Index {
    /** Generation in the high half, position in the low half. */
    private final long[] slots;

    private final int words;
    private long generation;
    private int shift;

    /** An index of lists of at most {@code capacity} configurations of so many longs each. */
    Index(int capacity, int words) {
      this.words = words;
      slots = new long[Math.max(2, Integer.highestOneBit(Math.max(1, capacity)) << 2)];
    }

    /** Forgets everything; fewer than {@code atMost} different configurations will follow. */
    void clear(int atMost) {
      generation++;
      int used = Math.max(2, Integer.highestOneBit(Math.max(1, atMost)) << 2);
      shift = Integer.SIZE - Integer.numberOfTrailingZeros(used);
    }

    /**
     * The position in {@code list} of the configuration whose words begin at {@code at} of {@code
     * from}, or {@code size} if it is not there: then the caller puts it there.
     */
    int find(long[] from, int at, long[] list, int size) {
      int last = (1 << (Integer.SIZE - shift)) - 1;
      int slot = CategoricalStatistic.hash(from, at, words) >>> shift;
      while (slots[slot] >>> Integer.SIZE == generation) {
        int position = (int) slots[slot];
        if (CategoricalStatistic.equal(from, at, list, position * words, words)) {
          return position;
        }
        slot = (slot + 1) & last;
      }
      slots[slot] = (generation << Integer.SIZE) | size;
      return size;
    }
  }
}
