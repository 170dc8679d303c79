// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import java.util.Arrays;

/**
 * Some cells of {@link ConfigurationColumns}, numbered by the configuration of a set of variables
 * that they have: 0, 1, ... in the order in which the configurations come first.
 */
final class Partition {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** So many numbers are always in a table. */
  private static final int FEW = 1 << 12;

  private final ConfigurationColumns columns;

  /** By cell: the number of its configuration. */
  final int[] numbers;

  /** By number: what its cells weigh; see {@link #count}. */
  double[] counts = {};

  /** How many configurations there are. */
  int size;

  private int[][] ranges = {};
  private int cells;

  /** By number and category, or by slot: the new number, or -1. */
  private int[] found = {};

  /** By slot: number and category. */
  private long[] keys = {};

  Partition(ConfigurationColumns columns) {
    this.columns = columns;
    numbers = new int[columns.cells()];
  }

  /** All cells of some ranges in one. */
  void join(int[][] ofRanges) {
    ranges = ofRanges;
    cells = 0;
    for (int[] range : ranges) {
      Arrays.fill(numbers, range[0], range[1], 0);
      cells += range[1] - range[0];
    }
    size = cells == 0 ? 0 : 1;
  }

  /** Whether a table of so many numbers is no larger than what is done to the cells anyway. */
  boolean fits(double table) {
    return table <= Math.max(FEW, 2.0 * cells);
  }

  /** Tells cells apart by one more variable. */
  void refine(int variable) {
    int radix = columns.categories[variable];
    if (radix == 1) {
      return;
    }
    if (fits((double) size * radix)) {
      refineByTable(variable, radix);
    } else {
      refineByHash(variable, radix);
    }
  }

  private void refineByTable(int variable, int radix) {
    int table = size * radix;
    reserve(table);
    Arrays.fill(found, 0, table, -1);
    long[] column = columns.column(variable);
    int shift = columns.shift(variable);
    long mask = columns.mask(variable);
    int names = 0;
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        int key = numbers[cell] * radix + (int) (column[cell] >>> shift & mask);
        if (found[key] < 0) {
          found[key] = names++;
        }
        numbers[cell] = found[key];
      }
    }
    size = names;
  }

  private void refineByHash(int variable, int radix) {
    int slots = Integer.highestOneBit(cells) << 2;
    int shift = Long.numberOfLeadingZeros(slots) + 1;
    reserve(slots);
    if (keys.length < slots) {
      keys = new long[slots];
    }
    Arrays.fill(found, 0, slots, -1);
    int names = 0;
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        long key = (long) numbers[cell] * radix + columns.category(variable, cell);
        int slot = (int) ((key * FACTOR) >>> shift);
        while (found[slot] >= 0 && keys[slot] != key) {
          slot = (slot + 1) & (slots - 1);
        }
        if (found[slot] < 0) {
          keys[slot] = key;
          found[slot] = names++;
        }
        numbers[cell] = found[slot];
      }
    }
    size = names;
  }

  private void reserve(int slots) {
    if (found.length < slots) {
      found = new int[slots];
    }
  }

  /** Sums the weights of the cells of each number. */
  void count() {
    if (counts.length < size) {
      counts = new double[size];
    }
    Arrays.fill(counts, 0, size, 0);
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        counts[numbers[cell]] += columns.weights[cell];
      }
    }
  }
}
