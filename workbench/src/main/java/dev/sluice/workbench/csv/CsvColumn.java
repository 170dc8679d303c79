// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the cells of one column of a CSV file have in common. Filled row by row. */
public final class CsvColumn {
  /** More different cells than this are not told apart. */
  static final int MAX_LABELS = 1_000;

  private final String name;
  private final Map<String, Long> lines = new HashMap<>();
  private boolean manyLabels;
  private String notNumber;
  private long notNumberLine;
  private long emptyLine;

  CsvColumn(String name) {
    this.name = name;
  }

  void add(String cell, long line) {
    if (cell.isEmpty() && emptyLine == 0) {
      emptyLine = line;
    }
    if (notNumber == null && Double.isNaN(number(cell))) {
      notNumber = cell;
      notNumberLine = line;
    }
    if (lines.size() < MAX_LABELS) {
      lines.putIfAbsent(cell, line);
    } else if (!lines.containsKey(cell)) {
      manyLabels = true;
    }
  }

  /** The header of the column. */
  public String name() {
    return name;
  }

  /** Whether there are more different cells than {@link #labels} can tell. */
  public boolean hasManyLabels() {
    return manyLabels;
  }

  /** The line of the first empty cell, 0 if there is none. */
  public long emptyLine() {
    return emptyLine;
  }

  /** The first cell that is not a finite number, null if there is none. */
  public String notNumber() {
    return notNumber;
  }

  /** The line of {@link #notNumber}. */
  public long notNumberLine() {
    return notNumberLine;
  }

  /** The line on which a cell's text occurs first. */
  public long line(String cell) {
    return lines.get(cell);
  }

  /** The different cells in order: of numbers if all are whole numbers, else of characters. */
  public List<String> labels() {
    Comparator<String> order =
        holdsWholeNumbers() ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder();
    return lines.keySet().stream().sorted(order).toList();
  }

  /** Whether every cell is a whole number. */
  public boolean holdsWholeNumbers() {
    return lines.keySet().stream().allMatch(CsvColumn::isWhole);
  }

  /** Whether every cell is one of the indices 0 to categories - 1. */
  public boolean holdsIndices(int categories) {
    return !manyLabels
        && lines.keySet().stream()
            .allMatch(cell -> isWhole(cell) && isIndex(Long.parseLong(cell), categories));
  }

  /** A cell as a finite number, NaN if it is not one. */
  static double number(String cell) {
    // Java reads 1d and 1f as numbers, too.
    if (cell.isEmpty() || Character.isLetter(cell.charAt(cell.length() - 1))) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(cell);
      return Double.isFinite(value) ? value : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean isIndex(long value, int categories) {
    return value >= 0 && value < categories;
  }

  private static boolean isWhole(String cell) {
    return cell.matches("-?\\d{1,18}");
  }
}
