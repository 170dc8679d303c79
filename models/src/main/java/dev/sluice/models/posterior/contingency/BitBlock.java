// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.contingency;

import java.util.Arrays;

/**
 * Some samples as columns of bits, one for each category of each variable but the first: the
 * samples of a cell are the bits that several columns have in common. Not thread-safe.
 */
final class BitBlock {
  /** The most samples at once. */
  private final int most;

  private final int[] categories;

  /** Whose categories are told apart in the counts, one after the other; -1 for none. */
  private final int target;

  /** By variable, then by category; of the first category null, but for the target. */
  private final long[][][] columns;

  /** By place in a conjunction: the samples that have what is before it. */
  private final long[][] common;

  private int size;
  private int words;

  /**
   * A block of no samples yet.
   *
   * @param variables of a cell, at most
   * @param most samples at once, a multiple of 64
   */
  BitBlock(int[] categories, int target, int variables, int most) {
    this.categories = categories;
    this.target = target;
    this.most = most;
    columns = new long[categories.length][][];
    for (int variable = 0; variable < columns.length; variable++) {
      columns[variable] = new long[categories[variable]][];
      for (int category = variable == target ? 0 : 1; category < categories[variable]; category++) {
        columns[variable][category] = new long[most / Long.SIZE];
      }
    }
    common = new long[variables + 1][most / Long.SIZE];
  }

  boolean isFull() {
    return size == most;
  }

  /** Takes a sample; not when it is full. */
  void add(int[] values) {
    for (int variable = 0; variable < values.length; variable++) {
      long[] column = columns[variable][values[variable]];
      if (column != null) {
        column[size / Long.SIZE] |= 1L << size;
      }
    }
    size++;
  }

  /** Counts the samples, and is empty then. */
  void count(Corners layout, long[] counts) {
    words = (size + Long.SIZE - 1) / Long.SIZE;
    if (target < 0) {
      Arrays.fill(common[0], 0, words, -1);
      count(layout, counts, 0, 0, 0, size);
    } else {
      for (int category = 0; category < categories[target]; category++) {
        System.arraycopy(columns[target][category], 0, common[0], 0, words);
        long samples = 0;
        for (int word = 0; word < words; word++) {
          samples += Long.bitCount(common[0][word]);
        }
        count(layout, counts, category * layout.size, 0, 0, samples);
      }
    }
    for (long[][] ofVariable : columns) {
      for (long[] column : ofVariable) {
        if (column != null) {
          Arrays.fill(column, 0, words, 0);
        }
      }
    }
    size = 0;
  }

  /** Counts the common samples of a place in a cell, and what they have in common besides. */
  private void count(Corners layout, long[] counts, int cell, int place, int next, long samples) {
    counts[cell] += samples;
    if (place == layout.most || samples == 0) {
      return;
    }
    long[] before = common[place];
    long[] now = common[place + 1];
    boolean last = place + 1 == layout.most;
    for (int variable = next; variable < categories.length; variable++) {
      for (int category = 1; variable != target && category < categories[variable]; category++) {
        int position = cell + layout.offset(place, variable, category);
        if (last) {
          counts[position] += both(before, columns[variable][category]);
        } else {
          long left = and(before, columns[variable][category], now);
          count(layout, counts, position, place + 1, variable + 1, left);
        }
      }
    }
  }

  private long both(long[] one, long[] other) {
    long samples = 0;
    for (int word = 0; word < words; word++) {
      samples += Long.bitCount(one[word] & other[word]);
    }
    return samples;
  }

  private long and(long[] one, long[] other, long[] to) {
    long samples = 0;
    for (int word = 0; word < words; word++) {
      long both = one[word] & other[word];
      to[word] = both;
      samples += Long.bitCount(both);
    }
    return samples;
  }
}
