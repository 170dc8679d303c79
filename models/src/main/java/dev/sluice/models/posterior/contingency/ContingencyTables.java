// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.contingency;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/**
 * How often every configuration of every family of at most {@link #maxParents} parents was seen, in
 * the samples in which the child was not a target (Cooper and Yoo 1999). Whole numbers, so exact;
 * the size depends on the variables and on which of them were targets, not on the samples.
 *
 * <p>Kept are the {@link Corners} of all samples, and for each target those of the samples in which
 * it was one, for each of its categories apart. A family's counts are the difference.
 *
 * <p>Mutable, not thread-safe; its fields are public to be kept as state.
 */
public final class ContingencyTables {
  /** Of one layout: objects, and what it has for each variable and place. */
  private static final int OBJECTS = 512;

  private static final int BYTES_PER_PLACE = 16;

  /** The number of categories of each variable. */
  public int[] categories = {};

  /** The most parents of a family. */
  public int maxParents;

  /** Of all samples: sets of variables up to a family. */
  public long[] all = {};

  /** By variable, of samples in which it was a target, by its category: sets of the others. */
  public long[][] targeted = {};

  private transient Corners ofAll;

  /** By target. */
  private transient Corners[] ofOthers;

  /** For serializers; use {@link #empty}. */
  public ContingencyTables() {}

  /**
   * No samples; only to be made where {@link #bytes} are not too many.
   *
   * @param maxParents below the number of variables
   */
  public static ContingencyTables empty(int[] categories, int maxParents) {
    if (maxParents < 0 || maxParents >= categories.length) {
      throw new IllegalArgumentException(
          "families of %d parents among %d variables".formatted(maxParents, categories.length));
    }
    ContingencyTables tables = new ContingencyTables();
    tables.categories = categories.clone();
    tables.maxParents = maxParents;
    tables.targeted = new long[categories.length][0];
    tables.all = new long[tables.layout().size];
    return tables;
  }

  /**
   * About how many bytes tables take, whatever they count; infinity where that is beyond numbers.
   *
   * @param targets all variables that were a target
   */
  public static double bytes(int[] categories, int maxParents, VariableSet targets) {
    double[] cells = new double[maxParents + 2]; // by number of variables of a set
    cells[0] = 1;
    for (int ofVariable : categories) {
      for (int variables = maxParents + 1; variables > 0; variables--) {
        cells[variables] += (ofVariable - 1.0) * cells[variables - 1];
      }
    }
    double numbers = Arrays.stream(cells).sum();
    if (numbers > Integer.MAX_VALUE) {
      return Double.POSITIVE_INFINITY;
    }
    for (int target : targets.members()) {
      double without = 0; // sets of so many others
      for (int others = 0; others <= maxParents; others++) {
        without = cells[others] - (categories[target] - 1.0) * without;
        numbers += categories[target] * without;
      }
    }
    double ofLayout = OBJECTS + (double) BYTES_PER_PLACE * cells.length * categories.length;
    return Long.BYTES * numbers + ofLayout * (1 + targets.size());
  }

  /**
   * Counts samples of one configuration.
   *
   * @param values the category of every variable
   */
  public void add(int[] values, VariableSet targets, long samples) {
    layout().add(all, 0, values, samples);
    for (int target : targets.members()) {
      Corners others = layoutWithout(target);
      others.add(countsOf(target), values[target] * others.size, values, samples);
    }
  }

  /** The counts of {@link #targeted} of a target, made, all 0, if it was none before. */
  public long[] countsOf(int target) {
    if (targeted[target].length == 0) {
      targeted[target] = new long[categories[target] * layoutWithout(target).size];
    }
    return targeted[target];
  }

  /**
   * Counts the samples of others too, of which it takes only what both have.
   *
   * @return this, or narrower tables
   * @throws IllegalArgumentException if they are of other variables
   */
  public ContingencyTables absorb(ContingencyTables others) {
    if (!Arrays.equals(categories, others.categories)) {
      throw new IllegalArgumentException("tables of other variables");
    }
    if (others.maxParents < maxParents) {
      return narrowed(others.maxParents).absorb(others);
    }
    ContingencyTables same = others.maxParents > maxParents ? others.narrowed(maxParents) : others;
    add(all, same.all);
    for (int target = 0; target < targeted.length; target++) {
      if (targeted[target].length == 0) {
        targeted[target] = same.targeted[target].clone();
      } else if (same.targeted[target].length > 0) {
        add(targeted[target], same.targeted[target]);
      }
    }
    return this;
  }

  private static void add(long[] to, long[] from) {
    for (int cell = 0; cell < to.length; cell++) {
      to[cell] += from[cell];
    }
  }

  private ContingencyTables narrowed(int fewerParents) {
    ContingencyTables narrow = empty(categories, fewerParents);
    layout().copy(all, 0, narrow.layout(), narrow.all, 0);
    for (int target = 0; target < targeted.length; target++) {
      if (targeted[target].length > 0) {
        Corners from = layoutWithout(target);
        Corners to = narrow.layoutWithout(target);
        narrow.targeted[target] = new long[categories[target] * to.size];
        for (int category = 0; category < categories[target]; category++) {
          from.copy(
              targeted[target],
              category * from.size,
              to,
              narrow.targeted[target],
              category * to.size);
        }
      }
    }
    return narrow;
  }

  /** A copy that shares nothing with this one. */
  public ContingencyTables copy() {
    ContingencyTables copy = new ContingencyTables();
    copy.categories = categories.clone();
    copy.maxParents = maxParents;
    copy.all = all.clone();
    copy.targeted = new long[targeted.length][];
    Arrays.setAll(copy.targeted, target -> targeted[target].clone());
    return copy;
  }

  /** Of {@link #all}. */
  Corners layout() {
    if (ofAll == null) {
      ofAll = new Corners(categories, maxParents + 1);
    }
    return ofAll;
  }

  /** Of each category of one target: as if that variable had no other. */
  Corners layoutWithout(int target) {
    if (ofOthers == null) {
      ofOthers = new Corners[categories.length];
    }
    if (ofOthers[target] == null) {
      int[] others = categories.clone();
      others[target] = 1;
      ofOthers[target] = new Corners(others, maxParents);
    }
    return ofOthers[target];
  }
}
