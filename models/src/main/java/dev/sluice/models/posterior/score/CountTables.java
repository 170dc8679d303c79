// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.util.Arrays;

/**
 * How often each possible configuration of a set of variables was seen, in several sets of samples:
 * mixed radix, the last place fastest, one set of samples after the other.
 */
final class CountTables {
  private final int tables;

  /** By place: the number of categories, or 1 if the variable there is not in the set. */
  private final int[] radices;

  private int[] counts = {};
  private int size;

  CountTables(int tables, int variables) {
    this.tables = tables;
    radices = new int[variables];
  }

  /**
   * Counts the samples without each of the parts in turn.
   *
   * @param cells by record: its configuration
   * @param set bit mask of the places of its variables
   * @param categories by place
   */
  void count(CountedSamples samples, int[] cells, int set, int[] categories) {
    int possible = 1;
    for (int variable = 0; variable < radices.length; variable++) {
      radices[variable] = (set >>> variable & 1) != 0 ? categories[variable] : 1;
      possible *= radices[variable];
    }
    reserve(possible);
    Arrays.fill(counts, 0, size, 0);
    add(cells, samples.weights, 0, samples.size(), 0);
    for (int table = 1; table < tables; table++) {
      System.arraycopy(counts, 0, counts, table * size, size);
    }
    for (int part = 0; part < tables; part++) {
      int first = part * size;
      for (int regime : samples.parts.get(part)) {
        int from = samples.ends[2 * regime];
        subtract(cells, samples.weights, from, samples.ends[2 * regime + 2], first);
      }
    }
  }

  private void add(int[] cells, int[] weights, int from, int to, int first) {
    int[] into = counts;
    for (int record = from; record < to; record++) {
      into[first + cells[record]] += weights[record];
    }
  }

  private void subtract(int[] cells, int[] weights, int from, int to, int first) {
    int[] into = counts;
    for (int record = from; record < to; record++) {
      into[first + cells[record]] -= weights[record];
    }
  }

  /** Makes these the counts of the variables of {@code larger} without the one at a place. */
  void dropFrom(CountTables larger, int variable) {
    int stride = 1;
    for (int above = variable + 1; above < radices.length; above++) {
      stride *= larger.radices[above];
    }
    int radix = larger.radices[variable];
    System.arraycopy(larger.radices, 0, radices, 0, radices.length);
    radices[variable] = 1;
    reserve(larger.size / radix);
    int all = tables * size;
    for (int block = 0; block < all; block += stride) {
      sumCategories(larger.counts, block * radix, stride, radix, block);
    }
  }

  /** counts[to + i] = sum over c of from[first + c stride + i], i below stride. */
  private void sumCategories(int[] from, int first, int stride, int radix, int to) {
    System.arraycopy(from, first, counts, to, stride);
    for (int category = 1; category < radix; category++) {
      int read = first + category * stride;
      for (int i = 0; i < stride; i++) {
        counts[to + i] += from[read + i];
      }
    }
  }

  /** Sets, for each set of samples, the sum over its counts. */
  void sum(LogRisingFactorial rising, double[] sums) {
    for (int table = 0; table < tables; table++) {
      sums[table] = rising.sum(counts, table * size, size);
    }
  }

  private void reserve(int cells) {
    size = cells;
    if (counts.length < tables * size) {
      counts = new int[tables * size];
    }
  }

  /** Counts by cell, and marks by record: arrays that are used again and again. */
  static final class Cells {
    private int[] counts = {};
    private boolean[] marks = {};

    /** The counts, perhaps of more cells than there are. */
    int[] counts() {
      return counts;
    }

    /** The counts of so many cells, all of them 0. */
    int[] zeros(int cells) {
      if (counts.length < cells) {
        counts = new int[cells + cells / 2];
      }
      Arrays.fill(counts, 0, cells, 0);
      return counts;
    }

    /** The marks, as they are, of at least so many records. */
    boolean[] marks(int records) {
      if (marks.length < records) {
        marks = new boolean[records];
      }
      return marks;
    }

    /** Counts some records, of one sample each, by their cells. */
    void addSingle(int[] cells, int from, int to) {
      int[] into = counts;
      for (int record = from; record < to; record++) {
        into[cells[record]]++;
      }
    }

    /** Counts some records, of {@code weights} samples each, by their cells. */
    void add(int[] cells, int[] weights, int from, int to) {
      int[] into = counts;
      for (int record = from; record < to; record++) {
        into[cells[record]] += weights[record];
      }
    }
  }
}
