// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.contingency;

/**
 * Contingency tables of all sets of at most so many variables, without what follows from smaller
 * sets: only cells in which every variable of the set has a category other than its first. The
 * other cells are what is left of the set without that variable. After Moore and Lee 1998 (AD-trees
 * without the counts of most common values; here of the first category, whichever is common).
 *
 * <p>A cell is a conjunction of variables in ascending order, each with a category. Its position is
 * a sum over them: of the number of cells that any later beginning has before it, and of those of
 * its smaller categories. Not thread-safe.
 */
final class Corners {
  /** The number of cells. The first, of no variable, counts all samples. */
  final int size;

  /** The most variables of a cell. */
  final int most;

  private final int[] categories;

  /** By place in the conjunction and variable: what its second category adds to the position. */
  private final int[][] first;

  /** By place in the conjunction and variable: what each further category adds. */
  private final int[][] further;

  /** By place in the conjunction: what the variables that are not in their first category add. */
  private final int[][] added;

  private int present;

  /**
   * A layout.
   *
   * @param categories by variable; variables of one category are in no cell
   * @param most variables of a cell, at least 0
   * @throws ArithmeticException if there are more cells than an array has
   */
  Corners(int[] categories, int most) {
    this.categories = categories;
    this.most = most;
    int variables = categories.length;
    int[][] cells = new int[most + 1][variables + 1];
    for (int left = 0; left <= most; left++) {
      cells[left][variables] = 1;
      for (int variable = variables - 1; variable >= 0; variable--) {
        int later = left == 0 ? 0 : cells[left - 1][variable + 1];
        cells[left][variable] =
            Math.addExact(
                cells[left][variable + 1], Math.multiplyExact(categories[variable] - 1, later));
      }
    }
    size = cells[most][0];
    first = new int[most][variables];
    further = new int[most][variables];
    added = new int[most][variables];
    for (int place = 0; place < most; place++) {
      System.arraycopy(cells[most - place], 1, first[place], 0, variables);
      System.arraycopy(cells[most - place - 1], 1, further[place], 0, variables);
    }
  }

  /** What a variable adds to the position of a cell if it has a category but the first. */
  int offset(int place, int variable, int category) {
    return first[place][variable] + (category - 1) * further[place][variable];
  }

  /**
   * Counts samples of one configuration.
   *
   * @param counts whose cells begin at {@code from}
   * @param values the category of every variable
   */
  void add(long[] counts, int from, int[] values, long samples) {
    present = 0;
    for (int variable = 0; variable < values.length; variable++) {
      if (values[variable] > 0 && categories[variable] > 1) {
        for (int place = 0; place < most; place++) {
          added[place][present] = offset(place, variable, values[variable]);
        }
        present++;
      }
    }
    add(counts, from, 0, 0, samples);
  }

  private void add(long[] counts, int cell, int place, int next, long samples) {
    counts[cell] += samples;
    if (place == most) {
      return;
    }
    int[] offsets = added[place];
    if (place == most - 1) {
      for (int i = next; i < present; i++) {
        counts[cell + offsets[i]] += samples;
      }
      return;
    }
    for (int i = next; i < present; i++) {
      add(counts, cell + offsets[i], place + 1, i + 1, samples);
    }
  }

  /**
   * Puts the counts of all configurations of some variables into a table.
   *
   * @param counts whose cells begin at {@code from}
   * @param variables ascending, at most {@link #most}
   * @param strides by variable given: how far its categories are apart in the table; all of them
   *     are the products of the numbers of categories of some of the others
   * @param table where {@code size} entries from {@code to} on are set
   */
  void read(
      long[] counts, int from, int[] variables, int[] strides, long[] table, int to, int size) {
    new Reading(counts, variables, strides, table).fill(from, 0, 0, to);
    for (int i = 0; i < variables.length; i++) {
      int radix = categories[variables[i]];
      int stride = strides[i];
      for (int block = to; block < to + size; block += radix * stride) {
        for (int entry = block; entry < block + stride; entry++) {
          long others = 0;
          for (int category = 1; category < radix; category++) {
            others += table[entry + category * stride];
          }
          table[entry] -= others;
        }
      }
    }
  }

  /** What is read; in the place of a variable's first category there are all samples, at first. */
  private final class Reading {
    private final long[] counts;
    private final int[] variables;
    private final int[] strides;
    private final long[] table;

    Reading(long[] counts, int[] variables, int[] strides, long[] table) {
      this.counts = counts;
      this.variables = variables;
      this.strides = strides;
      this.table = table;
    }

    void fill(int cell, int i, int place, int entry) {
      if (i == variables.length) {
        table[entry] = counts[cell];
        return;
      }
      fill(cell, i + 1, place, entry);
      int variable = variables[i];
      for (int category = 1; category < categories[variable]; category++) {
        int next = cell + offset(place, variable, category);
        fill(next, i + 1, place + 1, entry + category * strides[i]);
      }
    }
  }

  /** Copies the counts of the cells that a layout of the same variables with fewer has too. */
  void copy(long[] counts, int from, Corners fewer, long[] to, int at) {
    copy(counts, from, fewer, to, at, 0, 0);
  }

  private void copy(
      long[] counts, int from, Corners fewer, long[] to, int at, int place, int next) {
    to[at] = counts[from];
    for (int variable = next; place < fewer.most && variable < categories.length; variable++) {
      for (int category = 1; category < categories[variable]; category++) {
        copy(
            counts,
            from + offset(place, variable, category),
            fewer,
            to,
            at + fewer.offset(place, variable, category),
            place + 1,
            variable + 1);
      }
    }
  }
}
