// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import java.util.List;

/** A CSV file read once from end to end: what its columns hold. */
public final class CsvScan {
  private final CsvFile file;
  private final List<CsvColumn> columns;
  private long rows;

  private CsvScan(CsvFile file) {
    this.file = file;
    this.columns = file.header().stream().map(CsvColumn::new).toList();
  }

  /** Reads a file from its first row to its last. */
  public static CsvScan of(CsvFile file) {
    CsvScan scan = new CsvScan(file);
    file.forEachRow(scan::add);
    return scan;
  }

  /** The file that was read. */
  public CsvFile file() {
    return file;
  }

  /** A column by its position, from 0. */
  public CsvColumn column(int position) {
    return columns.get(position);
  }

  /** Number of rows below the header. */
  public long rows() {
    return rows;
  }

  /**
   * The declaration that the file suggests: every named column but the targets is a variable, all
   * continuous if all hold numbers and none has listed labels, else all categorical.
   *
   * @param labels how many categories there are, where listed; elsewhere as many as occur
   * @throws Failure if a column cannot be one of categories
   */
  public Experiment declaration(String experimentId, String targetsColumn, Labels labels) {
    List<CsvColumn> variables =
        columns.stream()
            .filter(column -> !column.name().isEmpty() && !column.name().equals(targetsColumn))
            .toList();
    boolean continuous =
        variables.stream()
            .allMatch(column -> column.notNumber() == null && labels.of(column.name()) == null);
    return Experiment.newBuilder()
        .setExperimentId(experimentId)
        .setVariables(
            variables.stream()
                .map(c -> continuous ? continuous(c) : categorical(c, labels.of(c.name())))
                .toList())
        .build();
  }

  private static Variable continuous(CsvColumn column) {
    return new Variable(column.name(), VariableKind.CONTINUOUS, null);
  }

  private Variable categorical(CsvColumn column, List<String> listed) {
    if (listed != null) {
      return new Variable(column.name(), VariableKind.CATEGORICAL, listed.size());
    }
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
