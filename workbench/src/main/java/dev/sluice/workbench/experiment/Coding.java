// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.Cell;
import dev.sluice.workbench.csv.CsvColumn;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvScan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the cells of one column become values of one declared variable. */
final class Coding {
  private final CsvColumn column;
  private final int position;
  private final Map<String, Integer> labels;
  private final String description;

  private Coding(CsvColumn column, int position, Map<String, Integer> labels, String description) {
    this.column = column;
    this.position = position;
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
  static Coding of(CsvScan scan, CsvColumn column, Variable variable, List<String> labels) {
    CsvFile file = scan.file();
    requireValues(scan, column);
    int position = file.column(column.name());
    if (variable.getKind() == VariableKind.CONTINUOUS) {
      return continuous(file, column, position);
    }
    if (labels == null && column.holdsIndices(variable.getCategories())) {
      return new Coding(
          column,
          position,
          null,
          column.name() + ": numbers from 0 to " + (variable.getCategories() - 1) + " stay");
    }
    return labelled(
        file,
        column,
        position,
        labels == null
            ? found(file, column, variable.getCategories())
            : listed(file, column, variable.getCategories(), labels));
  }

  /**
   * Whether the labels of a categorical column must be listed, as not all of them occur or as they
   * are whole numbers other than indices: a file with 1 and 2 out of 1, 2 and 3 would pass for one
   * of indices.
   */
  static boolean needsLabels(CsvColumn column, Variable variable) {
    return variable.getKind() == VariableKind.CATEGORICAL
        && !column.holdsIndices(variable.getCategories())
        && !column.hasManyLabels()
        && column.looksMissing() == null
        && (column.labels().size() < variable.getCategories()
            || (column.labels().size() == variable.getCategories() && column.holdsWholeNumbers()));
  }

  /** The option that would list the labels of a column, as far as the file holds them. */
  static String option(CsvColumn column, int categories) {
    return "--labels "
        + Cell.argument(
            column.name()
                + "="
                + String.join(",", column.labels())
                + (column.labels().size() < categories ? ",..." : ""));
  }

  private static void requireValues(CsvScan scan, CsvColumn column) {
    CsvColumn.Place place = column.noValue();
    if (place != null && !scan.missing().drops()) {
      throw scan.file()
          .failure(
              place.line(),
              column.name(),
              (place.cell().isEmpty()
                      ? "the cell is empty"
                      : Cell.shown(place.cell()) + " is missing")
                  + "; to leave such rows out: --on-missing drop");
    }
  }

  private static Coding continuous(CsvFile file, CsvColumn column, int position) {
    CsvColumn.Place odd = column.notNumber();
    if (odd != null) {
      throw file.failure(odd.line(), column.name(), column.whyNoNumber(odd.cell()));
    }
    CsvColumn.Place farthest = column.farthest();
    if (farthest != null
        && Math.abs(column.number(farthest.cell())) > CheckedSample.LARGEST_VALUE) {
      throw file.failure(
          farthest.line(),
          column.name(),
          "'%s' is out of range: values go from %s to %s"
              .formatted(
                  farthest.cell(), -CheckedSample.LARGEST_VALUE, CheckedSample.LARGEST_VALUE));
    }
    return new Coding(column, position, null, "");
  }

  private static Coding labelled(
      CsvFile file, CsvColumn column, int position, List<String> labels) {
    Map<String, Integer> indices = new HashMap<>();
    StringBuilder description = new StringBuilder(column.name()).append(':');
    for (String label : labels) {
      description.append(' ').append(Cell.visible(label)).append('=').append(indices.size());
      indices.put(label, indices.size());
    }
    for (String label : column.labels()) {
      if (!indices.containsKey(label)) {
        throw file.failure(
            column.line(label),
            column.name(),
            Cell.shown(label) + " is not one of --labels " + labels);
      }
    }
    return new Coding(column, position, indices, description.toString());
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
    OddLabels.refuse(file, column, categories);
    List<String> labels = column.labels();
    if (column.hasManyLabels() || labels.size() > categories) {
      throw file.failure(
          column.line(labels.get(Math.min(categories, labels.size() - 1))),
          column.name(),
          "%s: the column holds %s%d labels, but %d categories are declared"
              .formatted(
                  Cell.shown(labels.get(Math.min(categories, labels.size() - 1))),
                  column.hasManyLabels() ? "more than " : "",
                  labels.size(),
                  categories));
    }
    if (labels.size() < categories || column.holdsWholeNumbers()) {
      throw file.failure(
          "column %s holds %s, but %d categories are declared: list them in order, %s"
              .formatted(column.name(), labels, categories, option(column, categories)));
    }
    return labels;
  }

  /** The value of the variable in a row; NaN if the cell has none. */
  double value(CsvFile.Row row) {
    String cell = row.cells().get(position);
    if (column.isMissing(cell)) {
      return Double.NaN;
    }
    if (labels == null) {
      return column.number(cell);
    }
    if (!labels.containsKey(cell)) {
      throw new Failure(
          "column %s, line %d: the file has changed since it was checked"
              .formatted(column.name(), row.line()));
    }
    return labels.get(cell);
  }

  /** What became of categories, in one line; empty for a continuous variable. */
  String description() {
    return description;
  }

  /** The column. */
  CsvColumn column() {
    return column;
  }
}
