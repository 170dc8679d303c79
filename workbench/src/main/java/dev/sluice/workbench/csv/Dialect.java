// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param delimiter what separates cells
 * @param spacesBelong whether spaces around a cell belong to it
 * @param numerals how numbers are written
 * @param firstRow what the first row holds
 * @param names of the columns, where the first row does not name them; empty for V1, V2, ...
 */
public record Dialect(
    char delimiter,
    boolean spacesBelong,
    Numerals numerals,
    FirstRow firstRow,
    List<String> names) {

  /** What the first row of a file holds. */
  public enum FirstRow {
    /** Names of columns as usual; refused if they look like values. */
    UNSAID,
    /** Names of columns, whatever they look like. */
    NAMES,
    /** Values: the file names no columns. */
    VALUES
  }

  /** Cells between delimiters, decimal points, names in the first row. */
  public static Dialect of(char delimiter) {
    return new Dialect(delimiter, false, Numerals.POINT, FirstRow.UNSAID, List.of());
  }

  /** The delimiter in words. */
  String delimiterName() {
    return switch (delimiter) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      case ' ' -> "spaces";
      default -> "'" + delimiter + "'";
    };
  }
}
