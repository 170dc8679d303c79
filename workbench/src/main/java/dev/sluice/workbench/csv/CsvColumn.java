// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cells of one column of a CSV file have in common. Filled row by row. */
public final class CsvColumn {
  /** More different cells than this are not told apart. */
  static final int MAX_LABELS = 1_000;

  /** A cell and the line that it is on. */
  public record Place(String cell, long line) {}

  private final String name;
  private final Numerals numerals;
  private final Missing missing;
  private final Map<String, Long> lines = new HashMap<>();
  private final Set<String> nearly = new HashSet<>();
  private boolean manyLabels;
  private long numbers;
  private long others;
  private long nearNumbers;
  private long missings;
  private double start;
  private boolean countsRows = true;
  private final Sentinels sentinels = new Sentinels();
  private Place number;
  private Place fraction;
  private Place notNumber;
  private Place noValue;
  private Place looksMissing;
  private double least = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;
  private Place farthest;

  CsvColumn(String name, Numerals numerals, Missing missing) {
    this.name = name;
    this.numerals = numerals;
    this.missing = missing;
  }

  void add(String cell, long line) {
    if (missing.is(cell)) {
      missings++;
      noValue = first(noValue, cell, line);
      return;
    }
    double value = numerals.value(cell);
    if (Double.isNaN(value)) {
      addText(cell, line);
    } else {
      addNumber(value, cell, line);
    }
    if (lines.size() < MAX_LABELS) {
      lines.putIfAbsent(cell, line);
    } else if (!lines.containsKey(cell)) {
      manyLabels = true;
    }
  }

  private void addNumber(double value, String cell, long line) {
    numbers++;
    number = first(number, cell, line);
    sentinels.add(value, cell, line);
    start = numbers == 1 ? value : start;
    countsRows &= (start == 0 || start == 1) && value == start + numbers - 1;
    if (value != Math.rint(value)) {
      fraction = first(fraction, cell, line);
    }
    if (Math.max(value, -value) > Math.max(largest, -least)) {
      farthest = new Place(cell, line);
    }
    least = Math.min(least, value);
    largest = Math.max(largest, value);
  }

  private void addText(String cell, long line) {
    others++;
    notNumber = first(notNumber, cell, line);
    if (!lines.containsKey(cell)) { // else it was looked at before
      if (looksMissing == null && Cell.looksMissing(cell)) {
        looksMissing = new Place(cell, line);
      }
      if (numerals.isNearly(cell)) {
        nearly.add(cell);
      }
    }
    nearNumbers += nearly.contains(cell) ? 1 : 0;
  }

  private static Place first(Place before, String cell, long line) {
    return before == null ? new Place(cell, line) : before;
  }

  /** The header of the column. */
  public String name() {
    return name;
  }

  /** Whether there are more different cells than {@link #labels} can tell. */
  public boolean hasManyLabels() {
    return manyLabels;
  }

  /** How many cells are numbers. */
  public long numbers() {
    return numbers;
  }

  /** How many cells have a value that is no number. */
  public long others() {
    return others;
  }

  /** Whether at least half of the values are numbers, or would be if they were written so. */
  boolean isMostlyNumbers() {
    return numbers + nearNumbers >= others - nearNumbers;
  }

  /** Numbers that may stand for missing values. */
  Sentinels sentinels() {
    return sentinels;
  }

  /** Whether the cells are 0, 1, 2, ... or 1, 2, 3, ... */
  boolean countsRows() {
    return countsRows && numbers > 0 && others + missings == 0;
  }

  /** How many cells have no value. */
  public long missings() {
    return missings;
  }

  /** The first number; null if there is none. */
  public Place number() {
    return number;
  }

  /** The first number that is not whole; null if there is none. */
  public Place fraction() {
    return fraction;
  }

  /** The first value that is not a finite number; null if there is none. */
  public Place notNumber() {
    return notNumber;
  }

  /** The first cell without a value; null if there is none. */
  public Place noValue() {
    return noValue;
  }

  /** The first cell that looks like one without a value, though nobody says so; may be null. */
  public Place looksMissing() {
    return looksMissing;
  }

  /** The number that is farthest from 0; null if there is none. */
  public Place farthest() {
    return farthest;
  }

  /** The smallest number; infinite if there is none. */
  public double least() {
    return least;
  }

  /** The largest number; negative infinite if there is none. */
  public double largest() {
    return largest;
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
        && (missings == 0 || missing.drops())
        && lines.keySet().stream().allMatch(cell -> isIndex(cell, categories));
  }

  /** Whether every cell that is a number is one of the indices 0 to categories - 1. */
  public boolean holdsIndicesAndText(int categories) {
    return numbers > 0
        && lines.keySet().stream()
            .allMatch(cell -> Double.isNaN(numerals.value(cell)) || isIndex(cell, categories));
  }

  /** Whether a cell has no value. */
  public boolean isMissing(String cell) {
    return missing.is(cell);
  }

  /** A cell as a finite number, NaN if it is not one. */
  public double number(String cell) {
    return numerals.value(cell);
  }

  /** Why a cell is no number. */
  public String whyNoNumber(String cell) {
    return numerals.why(cell);
  }

  /** What to do about {@link #looksMissing}. */
  public String whyMissing() {
    return Cell.shown(looksMissing.cell())
        + " looks like a missing value: --missing "
        + looksMissing.cell()
        + " --on-missing drop, or list it among --labels";
  }

  private static boolean isIndex(String cell, int categories) {
    return isWhole(cell) && Long.parseLong(cell) >= 0 && Long.parseLong(cell) < categories;
  }

  private static boolean isWhole(String cell) {
    return cell.matches("-?\\d{1,18}");
  }
}
