// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the cells of one column of a CSV file have in common. Filled row by row. */
public final class CsvColumn {
  /** A cell and the line that it is on. */
  public record Place(String cell, long line) {}

  private static final Pattern DIGITS = Pattern.compile("0|[1-9]\\d*");
  private static final Pattern DIGITS_AND_ZERO = Pattern.compile("(0|[1-9]\\d*)[.,]0");

  private final String name;
  private final Numerals numerals;
  private final Missing missing;
  private final Distinct distinct = new Distinct();
  private final Set<String> nearly = new HashSet<>();
  private long numbers;
  private long others;
  private long nearNumbers;
  private long missings;
  private final RowOrder rowOrder = new RowOrder();
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
    distinct.add(cell, line);
  }

  private void addNumber(double value, String cell, long line) {
    numbers++;
    number = first(number, cell, line);
    sentinels.add(value, cell, line);
    rowOrder.add(value);
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
    if (!distinct.contains(cell)) { // else it was looked at before
      looksMissing = Cell.looksMissing(cell) ? first(looksMissing, cell, line) : looksMissing;
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
    return distinct.isTooMany();
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

  /** Whether at most one value in five is a number. */
  boolean isMostlyLabels() {
    return numbers * 4 <= others - nearNumbers;
  }

  /** Numbers that may stand for missing values. */
  Sentinels sentinels() {
    return sentinels;
  }

  /** How the numbers go with the order of the rows. */
  RowOrder rowOrder() {
    return rowOrder;
  }

  /** The first number of a column of text; null if there is none, or if most are numbers. */
  public Place numberAmongLabels() {
    return others == 0 || isMostlyNumbers() ? null : number;
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
    return distinct.line(cell);
  }

  /** How often a cell's text occurs. */
  long count(String cell) {
    return distinct.count(cell);
  }

  /** The different cells in order: of numbers if all are whole numbers, else of characters. */
  public List<String> labels() {
    Comparator<String> order =
        holdsWholeNumbers()
            ? Comparator.<String>comparingDouble(numerals::value).thenComparing(c -> c)
            : Comparator.naturalOrder();
    return distinct.cells().stream().sorted(order).toList();
  }

  /** Whether every cell is a whole number. */
  public boolean holdsWholeNumbers() {
    return distinct.cells().stream().allMatch(this::isWhole);
  }

  /** Whether every cell is an index below a number: all as 2 or, of data frames, all as 2.0. */
  public boolean holdsIndices(int categories) {
    return !distinct.isTooMany()
        && (missings == 0 || missing.drops())
        && distinct.cells().stream().allMatch(cell -> isIndex(cell, categories))
        && distinct.allMatchOneOf(DIGITS, DIGITS_AND_ZERO);
  }

  /** Whether every cell that is a number is one of the indices 0 to categories - 1. */
  public boolean holdsIndicesAndText(int categories) {
    return numbers > 0
        && distinct.cells().stream()
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
        + Cell.argument(looksMissing.cell())
        + " --on-missing drop, or list it among --labels";
  }

  private boolean isIndex(String cell, int categories) {
    return isWhole(cell) && numerals.value(cell) >= 0 && numerals.value(cell) < categories;
  }

  private boolean isWhole(String cell) {
    double value = numerals.value(cell);
    return value == Math.rint(value); // NaN is not
  }
}
