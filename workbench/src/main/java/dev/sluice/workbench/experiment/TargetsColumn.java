// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvFile;
import java.util.ArrayList;
import java.util.List;

/**
 * The column that says which variables were intervened on: empty or 0 for none, else names of
 * variables, or their positions in the declaration from 1, joined by semicolons. A variable whose
 * name is a number is meant by its name.
 */
final class TargetsColumn {
  private static final String NONE = "0";

  private final CsvFile file;
  private final int column;
  private final List<String> variables;

  /**
   * The column of a file.
   *
   * @param name null if the file has no such column: every row is observational
   * @param variables names in the order of the declaration
   */
  TargetsColumn(CsvFile file, String name, List<String> variables) {
    this.file = file;
    this.column = name == null ? -1 : file.column(name);
    this.variables = variables;
    if (name != null && column < 0) {
      throw file.failure("no column " + name + " (--targets-column); there are " + file.header());
    }
    if (variables.contains(name)) {
      throw file.failure("column " + name + " (--targets-column) is a variable of the experiment");
    }
  }

  /**
   * Names of the targets of a row, each once, in the order of the cell.
   *
   * @throws Failure naming file, line and column if a target is not a variable
   */
  List<String> targets(CsvFile.Row row) {
    return column < 0 ? List.of() : targets(row.cells().get(column), row.line());
  }

  private List<String> targets(String cell, long line) {
    if (cell.isEmpty() || cell.equals(NONE)) {
      return List.of();
    }
    List<String> targets = new ArrayList<>();
    for (String part : cell.split(";", -1)) {
      String target = target(part.strip(), line);
      if (!targets.contains(target)) {
        targets.add(target);
      }
    }
    return targets;
  }

  private String target(String part, long line) {
    if (variables.contains(part)) {
      return part;
    }
    if (!part.matches("\\d{1,9}")) {
      throw failure(line, "'" + part + "' is no variable; there are " + variables);
    }
    int position = Integer.parseInt(part);
    if (position < 1 || position > variables.size()) {
      throw failure(line, part + " is no position from 1 to " + variables.size());
    }
    return variables.get(position - 1);
  }

  private Failure failure(long line, String why) {
    return file.failure(line, file.header().get(column), why);
  }
}
