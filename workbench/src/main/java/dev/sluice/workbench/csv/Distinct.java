// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The different cells of a column: where each occurs first, and how often. */
final class Distinct {
  /** More than these are not told apart. */
  static final int MAX = 1_000;

  private final Map<String, Occurrence> cells = new HashMap<>();
  private boolean isTooMany;

  private static final class Occurrence {
    private final long first;
    private long count = 1;

    private Occurrence(long first) {
      this.first = first;
    }
  }

  void add(String cell, long line) {
    Occurrence occurrence = cells.get(cell);
    if (occurrence != null) {
      occurrence.count++;
    } else if (cells.size() < MAX) {
      cells.put(cell, new Occurrence(line));
    } else {
      isTooMany = true;
    }
  }

  boolean contains(String cell) {
    return cells.containsKey(cell);
  }

  /** Whether all cells are written in one of several ways. */
  boolean allMatchOneOf(Pattern... ways) {
    return Arrays.stream(ways)
        .anyMatch(way -> cells.keySet().stream().allMatch(cell -> way.matcher(cell).matches()));
  }

  /** The cells, the first {@link #MAX} if there are more. */
  Set<String> cells() {
    return cells.keySet();
  }

  /** Whether there are more than can be told apart. */
  boolean isTooMany() {
    return isTooMany;
  }

  /** The line on which a cell occurs first. */
  long line(String cell) {
    return cells.get(cell).first;
  }

  /** How often a cell occurs; 0 if it does not, or is not told apart. */
  long count(String cell) {
    Occurrence occurrence = cells.get(cell);
    return occurrence == null ? 0 : occurrence.count;
  }
}
