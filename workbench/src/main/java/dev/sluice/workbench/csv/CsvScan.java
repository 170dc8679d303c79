// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.schemas.Experiment;
import dev.sluice.workbench.command.Failure;
import java.util.Collection;
import java.util.List;

/** A CSV file read once from end to end: what its columns hold. */
public final class CsvScan {
  private final CsvFile file;
  private final Missing missing;
  private final List<CsvColumn> columns;
  private long rows;

  private CsvScan(CsvFile file, Missing missing) {
    this.file = file;
    this.missing = missing;
    this.columns =
        file.header().stream()
            .map(name -> new CsvColumn(name, file.dialect().numerals(), missing))
            .toList();
  }

  /** Reads a file in which only empty cells have no value. */
  public static CsvScan of(CsvFile file) {
    return of(file, Missing.NONE);
  }

  /** Reads a file from its first row to its last. */
  public static CsvScan of(CsvFile file, Missing missing) {
    CsvScan scan = new CsvScan(file, missing);
    file.forEachRow(scan::add);
    return scan;
  }

  /** The file that was read. */
  public CsvFile file() {
    return file;
  }

  /** Which cells have no value. */
  public Missing missing() {
    return missing;
  }

  /** A column by its position, from 0. */
  public CsvColumn column(int position) {
    return columns.get(position);
  }

  /** All columns in the order of the file. */
  public List<CsvColumn> columns() {
    return columns;
  }

  /** Number of rows below the header. */
  public long rows() {
    return rows;
  }

  /**
   * The declaration that the file suggests: every named column but some is a variable, all
   * continuous if all hold numbers and nobody says otherwise, all categorical if all hold labels or
   * indices.
   *
   * @param others columns that are no variables
   * @param labels which columns are categorical, and how many categories there are, where listed;
   *     elsewhere as many as occur
   * @throws Failure naming line and column if a column is neither, or if kinds are mixed
   */
  public Experiment declaration(String experimentId, Collection<String> others, Labels labels) {
    return Experiment.newBuilder()
        .setExperimentId(experimentId)
        .setVariables(new Kinds(this, variables(others), labels).variables())
        .build();
  }

  /**
   * What of the suggested declaration may be meant otherwise, a line each.
   *
   * @param others columns that are no variables
   */
  public List<String> notes(Collection<String> others, Labels labels) {
    return Notes.of(variables(others), labels);
  }

  private List<CsvColumn> variables(Collection<String> others) {
    return columns.stream()
        .filter(column -> !column.name().isEmpty() && !others.contains(column.name()))
        .toList();
  }

  private void add(CsvFile.Row row) {
    rows++;
    for (int i = 0; i < columns.size(); i++) {
      columns.get(i).add(row.cells().get(i), row.line());
    }
  }
}
