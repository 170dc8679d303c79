// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvColumn;
import dev.sluice.workbench.csv.CsvFile;
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
   * The coding of a variable. It does not depend on which of the categories a file happens to hold:
   * indices stay, and labels are counted off only if all of them are known.
   *
   * @param labels all labels of the column in the order of their indices; null if those that the
   *     file holds are all, in sorted order
   * @throws Failure naming file, line and column if some cell has no value of the variable
   */
  static Coding of(CsvFile file, CsvColumn column, Variable variable, List<String> labels) {
    if (column.emptyLine() > 0) {
      throw file.failure(column.emptyLine(), column.name(), "the cell is empty");
    }
    int position = file.column(column.name());
    if (variable.getKind() == VariableKind.CONTINUOUS) {
      return continuous(file, column, position);
    }
    if (labels == null && column.holdsIndices(variable.getCategories())) {
      return indices(column, position, variable.getCategories());
    }
    return labelled(
        file,
        column,
        position,
        labels == null
            ? found(file, column, variable.getCategories())
            : listed(file, column, variable.getCategories(), labels));
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

  private static Coding indices(CsvColumn column, int position, int categories) {
    return new Coding(
        position, null, column.name() + ": numbers from 0 to " + (categories - 1) + " stay");
  }

  private static Coding labelled(
      CsvFile file, CsvColumn column, int position, List<String> labels) {
    Map<String, Integer> indices = new HashMap<>();
    StringBuilder description = new StringBuilder(column.name()).append(':');
    for (String label : labels) {
      description.append(' ').append(label).append('=').append(indices.size());
      indices.put(label, indices.size());
    }
    for (String label : column.labels()) {
      if (!indices.containsKey(label)) {
        throw file.failure(
            column.line(label),
            column.name(),
            "'%s' is not one of --labels %s".formatted(label, labels));
      }
    }
    return new Coding(position, indices, description.toString());
  }

  private static List<String> listed(
      CsvFile file, CsvColumn column, int categories, List<String> labels) {
    if (labels.size() != categories || column.hasManyLabels()) {
      throw file.failure(
          "column %s: --labels lists %d, %d categories are declared, the file holds %s%d"
              .formatted(
                  column.name(),
                  labels.size(),
                  categories,
                  column.hasManyLabels() ? "more than " : "",
                  column.labels().size()));
    }
    return labels;
  }

  private static List<String> found(CsvFile file, CsvColumn column, int categories) {
    List<String> labels = column.labels();
    if (column.hasManyLabels() || labels.size() > categories) {
      throw file.failure(
          column.line(labels.get(Math.min(categories, labels.size() - 1))),
          column.name(),
          "%s%d labels, but %d categories are declared"
              .formatted(column.hasManyLabels() ? "more than " : "", labels.size(), categories));
    }
    // Whole numbers other than indices are labels only on request: a file with 1 and 2 out of 1, 2
    // and 3 would pass for one of indices.
    if (labels.size() < categories || column.holdsWholeNumbers()) {
      throw file.failure(
          "column %s holds %s, but %d categories are declared: list them in order, --labels %s"
                  .formatted(
                      column.name(),
                      labels,
                      categories,
                      column.name() + "=" + String.join(",", labels))
              + (labels.size() < categories ? ",..." : ""));
    }
    return labels;
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
