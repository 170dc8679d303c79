// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The columns of a printed table. A row is one line: text stands at the left of its column, numbers
 * at the right, and one blank between columns, or what {@link Column#after} says. A cell that is
 * longer than its column pushes the rest of its row to the right. Colours take no room.
 *
 * @param columns from left to right
 */
public record Table(List<Column> columns) {
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /**
   * A column.
   *
   * @param gap blanks before it, but for the first column
   * @param width characters that a cell has at the least
   * @param isRight whether shorter cells stand at the right
   */
  public record Column(int gap, int width, boolean isRight) {

    /** The same column with so many blanks before it. */
    public Column after(int blanks) {
      return new Column(blanks, width, isRight);
    }

    private void add(StringBuilder line, String cell) {
      String blanks = " ".repeat(Math.max(0, width - length(cell)));
      line.append(isRight ? blanks + cell : cell + blanks);
    }
  }

  /** A table of these columns. */
  public static Table of(Column... columns) {
    return new Table(List.of(columns));
  }

  /** A table of rows with a label. */
  public static Table of(Column label, List<Column> others) {
    return new Table(Stream.concat(Stream.of(label), others.stream()).toList());
  }

  /** A column of text. */
  public static Column left(int width) {
    return new Column(1, width, false);
  }

  /** The last column, of text of any length. */
  public static Column rest() {
    return left(0);
  }

  /** A column of numbers. */
  public static Column right(int width) {
    return new Column(1, width, true);
  }

  /**
   * A line, without blanks at its end.
   *
   * @param cells of the first columns; there may be fewer cells than columns
   * @throws IllegalArgumentException if there are more
   */
  public String row(Object... cells) {
    if (cells.length > columns.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells, but " + columns.size() + " columns");
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      Column column = columns.get(i);
      line.append(" ".repeat(i == 0 ? 0 : column.gap));
      column.add(line, String.valueOf(cells[i]));
    }
    return line.toString().stripTrailing();
  }

  /** The same, of a label and cells. */
  public String row(String label, List<String> cells) {
    return row(Stream.concat(Stream.of(label), cells.stream()).toArray());
  }

  /**
   * A text that fits into a width; one that was longer ends in a mark. Names come from streams, and
   * what is there may hold line breaks and commands of terminals: such characters become {@code ?}.
   */
  public static String cut(String text, int width, String mark) {
    String line = CONTROL.matcher(text).replaceAll("?");
    return line.length() <= width ? line : line.substring(0, width - mark.length()) + mark;
  }

  private static int length(String cell) {
    return COLOUR.matcher(cell).replaceAll("").length();
  }
}
