// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.util.Arrays;

/**
 * What the categorical score remembers of one regime: how often each joint configuration was seen.
 * Mutable; a plain object with public fields so that stream engines can keep it as state.
 *
 * <p>A hash table with open addressing and linear probing, at most half full. Forgetting touches
 * one number, the unit in which the cells are written, not the cells.
 */
public final class CategoricalStatistic {
  private static final long FREE = -1;
  private static final int SMALLEST_CAPACITY = 16;

  /** Knuth's multiplicative hash: the high bits of the product are the well mixed ones. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Below this unit the cells are rewritten, long before new counts 1/unit could overflow. */
  private static final double SMALLEST_UNIT = 0x1p-500;

  /** What a cell must still weigh to survive rewriting; less changes no score in 1e-12. */
  private static final double SMALLEST_WEIGHT = 0x1p-100;

  /** Samples observed, never forgotten. */
  public long count;

  /** The weight of a cell is its entry in {@link #counts} times this. */
  public double unit = 1;

  /** Cells in use. */
  public int size;

  /** Longs that a joint configuration takes. */
  public int words = 1;

  /** By slot: the words of the joint configuration, the first of them -1 if the slot is free. */
  public long[] configurations = {};

  /** By slot: how often the configuration was seen, in units of {@link #unit}. */
  public double[] counts = {};

  /** The value of {@link SufficientStatistics#logRetention} up to which samples are forgotten. */
  public double logRetention;

  /** For serializers; use {@link #empty}. */
  public CategoricalStatistic() {}

  /** No samples; joint configurations take so many longs. */
  public static CategoricalStatistic empty(int words) {
    CategoricalStatistic statistic = new CategoricalStatistic();
    statistic.words = words;
    statistic.allocate(SMALLEST_CAPACITY);
    return statistic;
  }

  /** Learns one sample; amortised O(1). */
  void observe(long[] configuration) {
    count++;
    add(configuration, 0, 1);
  }

  /** Forgets (a power prior) up to {@code now}, a value of the sum of ln(forgetting). */
  CategoricalStatistic retainUntil(double now) {
    if (now != logRetention) {
      unit *= Math.exp(now - logRetention);
      if (unit < SMALLEST_UNIT) {
        rewrite(counts.length);
      }
      logRetention = now;
    }
    return this;
  }

  /** Counts forgetting from another origin: what was {@code logRetention} is now called this. */
  CategoricalStatistic dated(double now) {
    logRetention = now;
    return this;
  }

  /**
   * The samples of this and {@code other}, forgotten up to the same time: the smaller table is
   * added to the larger one, which is returned.
   */
  CategoricalStatistic absorb(CategoricalStatistic other) {
    if (other.size > size) {
      return other.absorb(this);
    }
    count += other.count;
    for (int slot = 0; slot < other.slots(); slot++) {
      if (!other.isFree(slot)) {
        add(other.configurations, slot * words, other.weight(slot));
      }
    }
    return this;
  }

  /** The number of slots; to be read with {@link #isFree}, {@link #weight}. */
  public int slots() {
    return counts.length;
  }

  /** Whether no configuration is in {@code slot}. */
  public boolean isFree(int slot) {
    return configurations[slot * words] == FREE;
  }

  /** The weighted count of the configuration in {@code slot}. */
  public double weight(int slot) {
    return counts[slot] * unit;
  }

  /** Adds samples of one configuration, which count 1 in {@link #count} whatever they weigh. */
  public void add(long[] configuration, double weight) {
    count++;
    add(configuration, 0, weight);
  }

  CategoricalStatistic copy() {
    CategoricalStatistic copy = new CategoricalStatistic();
    copy.count = count;
    copy.unit = unit;
    copy.size = size;
    copy.words = words;
    copy.configurations = configurations.clone();
    copy.counts = counts.clone();
    copy.logRetention = logRetention;
    return copy;
  }

  /** Adds to the configuration whose words begin at {@code at} of {@code from}. */
  private void add(long[] from, int at, double weight) {
    int slot = slotOf(from, at);
    if (isFree(slot)) {
      if (2 * (size + 1) > counts.length) {
        rewrite(2 * counts.length);
        slot = slotOf(from, at);
      }
      System.arraycopy(from, at, configurations, slot * words, words);
      size++;
    }
    counts[slot] += weight / unit;
  }

  /** The slot that holds the configuration, or the free one where it belongs. */
  int slotOf(long[] from, int at) {
    int last = counts.length - 1;
    int slot = hash(from, at, words) >>> Integer.numberOfLeadingZeros(last);
    while (!isFree(slot) && !equal(from, at, configurations, slot * words, words)) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  /**
   * A hash whose high bits are to be used.
   *
   * @param at where the words of the configuration begin in {@code from}
   */
  static int hash(long[] from, int at, int words) {
    long mixed = from[at] * FACTOR;
    for (int word = 1; word < words; word++) {
      mixed = (mixed ^ (mixed >>> Integer.SIZE) ^ from[at + word]) * FACTOR;
    }
    return (int) (mixed >>> Integer.SIZE);
  }

  /** Whether two configurations are the same. */
  static boolean equal(long[] from, int at, long[] other, int otherAt, int words) {
    for (int word = 0; word < words; word++) {
      if (from[at + word] != other[otherAt + word]) {
        return false;
      }
    }
    return true;
  }

  /** Moves every cell worth keeping into fresh arrays, written in units of 1. */
  private void rewrite(int capacity) {
    long[] oldConfigurations = configurations;
    double[] oldCounts = counts;
    double oldUnit = unit;
    allocate(capacity);
    for (int slot = 0; slot < oldCounts.length; slot++) {
      double weight = oldCounts[slot] * oldUnit;
      if (oldConfigurations[slot * words] != FREE && weight >= SMALLEST_WEIGHT) {
        int moved = slotOf(oldConfigurations, slot * words);
        System.arraycopy(oldConfigurations, slot * words, configurations, moved * words, words);
        counts[moved] = weight;
        size++;
      }
    }
  }

  private void allocate(int capacity) {
    configurations = new long[capacity * words];
    Arrays.fill(configurations, FREE);
    counts = new double[capacity];
    unit = 1;
    size = 0;
  }
}
