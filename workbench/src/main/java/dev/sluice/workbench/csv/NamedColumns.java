// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Failure;

/**
 * The cells of a CSV file by the names of their columns.
 *
 * @param file the file
 */
public record NamedColumns(CsvFile file) {

  /**
   * The position of a column that must be there.
   *
   * @throws Failure if it is not; names it and those that are
   */
  public int require(String name) {
    int column = file.column(name);
    if (column < 0) {
      throw file.failure("no column %s; there are %s".formatted(name, file.header()));
    }
    return column;
  }

  /** A cell as it is; empty if there is no such column. */
  public String exact(CsvFile.Row row, String name) {
    int column = file.column(name);
    return column < 0 ? "" : row.cells().get(column);
  }

  /** A cell without surrounding spaces; null if there is no such column or nothing in it. */
  public String optional(CsvFile.Row row, String name) {
    String cell = exact(row, name).strip();
    return cell.isEmpty() ? null : cell;
  }

  /**
   * A cell without surrounding spaces that must not be empty.
   *
   * @throws Failure if it is, naming line and column
   */
  public String text(CsvFile.Row row, String name) {
    String cell = row.cells().get(require(name)).strip();
    if (cell.isEmpty()) {
      throw file.failure(row.line(), name, "must not be empty");
    }
    return cell;
  }

  /**
   * A cell that must be a whole number of 0 or more.
   *
   * @throws Failure if it is not, naming line and column
   */
  public int number(CsvFile.Row row, String name) {
    String cell = text(row, name);
    if (!cell.matches("\\d{1,9}")) {
      throw file.failure(row.line(), name, "'" + cell + "' is not a whole number");
    }
    return Integer.parseInt(cell);
  }
}
