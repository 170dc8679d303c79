// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;

/** A CSV file read once from end to end: what its columns hold. */
final class CsvScan {
  private final CsvFile file;
  private final List<CsvColumn> columns;
  private long rows;

  private CsvScan(CsvFile file) {
    this.file = file;
    this.columns = file.header().stream().map(CsvColumn::new).toList();
  }

  static CsvScan of(CsvFile file) {
    CsvScan scan = new CsvScan(file);
    file.forEachRow(scan::add);
    return scan;
  }

  CsvFile file() {
    return file;
  }

  CsvColumn column(int position) {
    return columns.get(position);
  }

  /** Number of rows below the header. */
  long rows() {
    return rows;
  }

  /**
   * The declaration that the file suggests: every named column but the targets is a variable, all
   * continuous if all hold numbers, else all categorical.
   *
   * @throws Failure if a column cannot be one of categories
   */
  Experiment declaration(String experimentId, String targetsColumn) {
    List<CsvColumn> variables =
        columns.stream()
            .filter(column -> !column.name().isEmpty() && !column.name().equals(targetsColumn))
            .toList();
    boolean continuous = variables.stream().allMatch(column -> column.notNumber() == null);
    return Experiment.newBuilder()
        .setExperimentId(experimentId)
        .setVariables(
            variables.stream().map(c -> continuous ? continuous(c) : categorical(c)).toList())
        .build();
  }

  private static Variable continuous(CsvColumn column) {
    return new Variable(column.name(), VariableKind.CONTINUOUS, null);
  }

  private Variable categorical(CsvColumn column) {
    int labels = column.labels().size();
    if (column.hasManyLabels() || labels < 2) {
      throw file.failure(
          "column %s holds %s: not a categorical variable; declare the experiment by a file"
              .formatted(
                  column.name(), labels < 2 ? "one label" : "more than " + labels + " labels"));
    }
    return new Variable(column.name(), VariableKind.CATEGORICAL, labels);
  }

  private void add(CsvFile.Row row) {
    rows++;
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(row.cells().get(i), row.line());
    }
  }
}
