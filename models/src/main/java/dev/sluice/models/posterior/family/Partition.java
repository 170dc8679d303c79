// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import java.util.Arrays;

/**
 * Some cells of {@link ConfigurationColumns}, numbered by the configuration of a set of variables
 * that they have: 0, 1, ... in the order in which the configurations come first.
 */
final class Partition {
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  /** Tables of so many numbers are always allowed. */
  private static final int FEW = 1 << 10;

  private final ConfigurationColumns columns;

  /** By cell: the number of its configuration. */
  private final int[] numbers;

  private int[][] ranges = {};
  private int cells;

  /** How many configurations there are. */
  private int size;

  /** By number and category, or by slot: the new number, or -1. */
  private int[] found = {};

  /** By slot: number and category. */
  private long[] keys = {};

  Partition(ConfigurationColumns columns) {
    this.columns = columns;
    numbers = new int[columns.cells()];
  }

  int size() {
    return size;
  }

  /** All cells of some ranges in one. */
  Partition join(int[][] ofRanges) {
    ranges = ofRanges;
    cells = 0;
    for (int[] range : ranges) {
      Arrays.fill(numbers, range[0], range[1], 0);
      cells += range[1] - range[0];
    }
    size = 1;
    return this;
  }

  /** Whether a table by configuration is not much larger than there are cells. */
  boolean fits(double configurations) {
    return size * configurations <= Math.max(FEW, 2.0 * cells);
  }

  /**
   * Makes this {@code coarse}, told apart by one more variable.
   *
   * @param coarse another partition of the same columns, or this one
   */
  Partition refine(Partition coarse, int variable) {
    ranges = coarse.ranges;
    cells = coarse.cells;
    if (coarse.size == cells) {
      copy(coarse); // no cells are left to be told apart
    } else if (coarse.fits(columns.categories[variable])) {
      refineByTable(coarse, variable);
    } else {
      refineByHash(coarse, variable);
    }
    return this;
  }

  private void copy(Partition coarse) {
    size = coarse.size;
    for (int[] range : ranges) {
      System.arraycopy(coarse.numbers, range[0], numbers, range[0], range[1] - range[0]);
    }
  }

  private void refineByTable(Partition coarse, int variable) {
    int radix = columns.categories[variable];
    int table = coarse.size * radix;
    reserve(table);
    Arrays.fill(found, 0, table, -1);
    int[] names = found;
    int[] before = coarse.numbers;
    long[] column = columns.column(variable);
    int shift = columns.shift(variable);
    long mask = columns.mask(variable);
    int used = 0;
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        int key = before[cell] * radix + (int) (column[cell] >>> shift & mask);
        int name = names[key];
        if (name < 0) {
          name = used++;
          names[key] = name;
        }
        numbers[cell] = name;
      }
    }
    size = Math.max(1, used);
  }

  private void refineByHash(Partition coarse, int variable) {
    int radix = columns.categories[variable];
    int slots = Integer.highestOneBit(cells) << 2;
    int shift = Long.numberOfLeadingZeros(slots) + 1;
    reserve(slots);
    if (keys.length < slots) {
      keys = new long[slots];
    }
    Arrays.fill(found, 0, slots, -1);
    int used = 0;
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        long key = (long) coarse.numbers[cell] * radix + columns.category(variable, cell);
        int slot = (int) ((key * FACTOR) >>> shift);
        while (found[slot] >= 0 && keys[slot] != key) {
          slot = (slot + 1) & (slots - 1);
        }
        if (found[slot] < 0) {
          keys[slot] = key;
          found[slot] = used++;
        }
        numbers[cell] = found[slot];
      }
    }
    size = Math.max(1, used);
  }

  private void reserve(int slots) {
    if (found.length < slots) {
      found = new int[slots];
    }
  }

  /** Sums the weights of the cells of each number; the table is cleared before. */
  void count(double[] counts) {
    Arrays.fill(counts, 0, size, 0);
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        counts[numbers[cell]] += columns.weights[cell];
      }
    }
  }

  /** Sums the weights by number and category, at number times categories + category. */
  void count(int variable, double[] counts) {
    int radix = columns.categories[variable];
    Arrays.fill(counts, 0, size * radix, 0);
    long[] column = columns.column(variable);
    int shift = columns.shift(variable);
    long mask = columns.mask(variable);
    double[] weights = columns.weights;
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        counts[numbers[cell] * radix + (int) (column[cell] >>> shift & mask)] += weights[cell];
      }
    }
  }

  /** Makes this {@code coarse} by table, each number times categories + category, as it is. */
  void multiply(Partition coarse, int variable) {
    int radix = columns.categories[variable];
    ranges = coarse.ranges;
    cells = coarse.cells;
    size = coarse.size * radix;
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        numbers[cell] = coarse.numbers[cell] * radix + columns.category(variable, cell);
      }
    }
  }

  /** By number: the category of a variable in one of its cells; for what all of them share. */
  long[] categories(int variable) {
    long[] categories = new long[size];
    for (int[] range : ranges) {
      for (int cell = range[0]; cell < range[1]; cell++) {
        categories[numbers[cell]] = columns.category(variable, cell);
      }
    }
    return categories;
  }
}
