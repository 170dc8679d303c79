// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the cells of one column become values of one declared variable. */
final class Coding {
  private final int column;
  private final Map<String, Integer> labels;
  private final String description;

  private Coding(int column, Map<String, Integer> labels, String description) {
    this.column = column;
    this.labels = labels;
    this.description = description;
  }

  /**
   * The coding of a variable by what its whole column holds.
   *
   * @throws Failure naming file, line and column if some cell has no value of the variable
   */
  static Coding of(CsvFile file, CsvColumn column, Variable variable) {
    if (column.emptyLine() > 0) {
      throw file.failure(column.emptyLine(), column.name(), "the cell is empty");
    }
    int position = file.column(column.name());
    return variable.getKind() == VariableKind.CONTINUOUS
        ? continuous(file, column, position)
        : categorical(file, column, position, variable.getCategories());
  }

  private static Coding continuous(CsvFile file, CsvColumn column, int position) {
    if (column.notNumber() != null) {
      throw file.failure(
          column.notNumberLine(),
          column.name(),
          "'" + column.notNumber() + "' is not a finite number");
    }
    return new Coding(position, null, "");
  }

  private static Coding categorical(CsvFile file, CsvColumn column, int position, int categories) {
    if (column.holdsIndices(categories)) {
      return new Coding(
          position, null, column.name() + ": numbers from 0 to " + (categories - 1) + " stay");
    }
    List<String> labels = column.labels();
    if (column.hasManyLabels() || labels.size() > categories) {
      throw file.failure(
          column.line(labels.get(Math.min(categories, labels.size() - 1))),
          column.name(),
          "%s%d labels, but %d categories are declared"
              .formatted(column.hasManyLabels() ? "more than " : "", labels.size(), categories));
    }
    Map<String, Integer> indices = new HashMap<>();
    StringBuilder description = new StringBuilder(column.name()).append(':');
    for (String label : labels) {
      description.append(' ').append(label).append('=').append(indices.size());
      indices.put(label, indices.size());
    }
    if (labels.size() < categories) {
      description.append(" (%d of %d categories occur)".formatted(labels.size(), categories));
    }
    return new Coding(position, indices, description.toString());
  }

  /** The value of the variable in a row. */
  double value(CsvFile.Row row) {
    String cell = row.cells().get(column);
    return labels == null ? Double.parseDouble(cell) : labels.get(cell);
  }

  /** What became of categories, in one line; empty for a continuous variable. */
  String description() {
    return description;
  }
}
