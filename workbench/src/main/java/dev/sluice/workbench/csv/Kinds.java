// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Which kind of variable the columns of a file hold. Nothing is guessed from an odd cell: a column
 * that is neither of numbers nor of labels is refused, and so are numbers beside labels.
 */
final class Kinds {
  /**
   * All whole numbers from 0 to less than this at most pass for indices of categories beside
   * columns of labels.
   */
  private static final int MAX_INDICES = 20;

  /** In fewer rows than this every label may well be another. */
  private static final int FEW_ROWS = 5;

  /** A column with more different labels than this part of its rows holds names. */
  private static final double NAMES = 0.8;

  private final CsvScan scan;
  private final List<CsvColumn> columns;
  private final Labels labels;

  Kinds(CsvScan scan, List<CsvColumn> columns, Labels labels) {
    this.scan = scan;
    this.columns = columns;
    this.labels = labels;
  }

  /** The columns as variables of one kind. */
  List<Variable> variables() {
    requireNames();
    boolean categorical = false;
    for (CsvColumn column : columns) {
      categorical |= isCategorical(column);
    }
    if (!categorical) {
      return columns.stream()
          .map(column -> new Variable(column.name(), VariableKind.CONTINUOUS, null))
          .toList();
    }
    requireOneKind();
    return columns.stream().map(this::categorical).toList();
  }

  private void requireNames() {
    if (columns.isEmpty()) {
      throw scan.file().failure("no column is left for a variable");
    }
    for (CsvColumn column : columns) {
      if (column.name().matches("Unnamed: \\d+")) {
        throw scan.file()
            .failure(
                "column %s is what pandas calls one without a name, mostly of row numbers: --leave-out"
                        .formatted(column.name())
                    + " '%s'".formatted(column.name()));
      }
    }
    Failure values = scan.file().valuesInHeader();
    if (values != null) {
      throw values;
    }
    if (scan.rows() == 0) {
      throw scan.file().failure("there are no rows below the header");
    }
    if (scan.file().dialect().firstRow() == Dialect.FirstRow.UNSAID) {
      requireOtherNamesThanValues();
    }
  }

  /** A name that occurs in its own column is a value; numbers may be names and values. */
  private void requireOtherNamesThanValues() {
    List<CsvColumn> values = columns.stream().filter(c -> c.count(c.name()) > 0).toList();
    boolean text = values.stream().anyMatch(c -> Double.isNaN(c.number(c.name())));
    if (text || values.size() == columns.size()) {
      throw scan.file()
          .failure(CsvHeader.namesAmongValues(values.stream().map(CsvColumn::name).toList()));
    }
  }

  /**
   * Whether a column holds categories, rather than numbers.
   *
   * @throws Failure if it holds neither
   */
  private boolean isCategorical(CsvColumn column) {
    if (column.numbers() + column.others() == 0) {
      throw scan.file().failure("column %s holds no value".formatted(column.name()));
    }
    if (labels.names(column.name())) {
      return true;
    }
    boolean said = labels.isCategorical(column.name());
    if (said && column.fraction() != null) {
      throw failure(column, column.fraction(), " is a fraction, not a category");
    }
    if (column.others() == 0) {
      if (said && holdsNames(column)) {
        throw names(column, column.number());
      }
      return said;
    }
    refuseOddCells(column, said);
    return true;
  }

  /** Refuses a column of text that is not one of labels. */
  private void refuseOddCells(CsvColumn column, boolean said) {
    CsvColumn.Place odd = column.notNumber();
    if (column.isMostlyNumbers() || (column.fraction() != null && !column.isMostlyLabels())) {
      throw scan.file()
          .failure(
              odd.line(),
              column.name(),
              column.whyNoNumber(odd.cell())
                  + (said ? "; if these are categories: --categorical=" + column.name() : ""));
    }
    if (column.looksMissing() != null) {
      throw scan.file().failure(column.looksMissing().line(), column.name(), column.whyMissing());
    }
    if (Cell.looksLikeDate(odd.cell())) {
      throw failure(
          column,
          odd,
          " is a date or time, neither a number nor a category; to leave the column out:"
              + " --leave-out "
              + Cell.argument(column.name()));
    }
    if (holdsNames(column)) {
      throw names(column, odd);
    }
    if (column.numberAmongLabels() != null) {
      throw failure(column, column.numberAmongLabels(), Labels.NUMBER_AMONG_LABELS);
    }
  }

  private Failure names(CsvColumn column, CsvColumn.Place place) {
    return failure(
        column,
        place,
        " is one of "
            + (column.hasManyLabels() ? "more than " : "")
            + column.labels().size()
            + " different values in "
            + scan.rows()
            + " rows: names, not categories; to leave the column out: --leave-out "
            + Cell.argument(column.name()));
  }

  /** Beside labels, numbers may only be indices of categories. */
  private void requireOneKind() {
    Optional<CsvColumn> numbers =
        columns.stream()
            .filter(column -> column.others() == 0 && !labels.isCategorical(column.name()))
            .filter(column -> !holdsAllIndices(column) || holdsNames(column))
            .findFirst();
    if (numbers.isEmpty()) {
      return;
    }
    CsvColumn number = numbers.get();
    CsvColumn label =
        columns.stream()
            .filter(column -> column.others() > 0 || labels.isCategorical(column.name()))
            .findFirst()
            .orElseThrow();
    CsvColumn.Place place = label.others() > 0 ? label.notNumber() : label.number();
    throw scan.file()
        .failure(
            "mixed kinds: column %s holds labels (%s, line %d), column %s numbers (%s, line %d);"
                    .formatted(
                        label.name(),
                        Cell.shown(place.cell()),
                        place.line(),
                        number.name(),
                        Cell.shown(number.number().cell()),
                        number.number().line())
                + " variables of an experiment are of one kind: --leave-out one, or --categorical "
                + Cell.argument(number.name()));
  }

  private static boolean holdsAllIndices(CsvColumn column) {
    int found = column.labels().size();
    return found <= MAX_INDICES && column.holdsIndices(found);
  }

  private boolean holdsNames(CsvColumn column) {
    return column.hasManyLabels()
        || (scan.rows() >= FEW_ROWS && column.labels().size() > NAMES * scan.rows());
  }

  private Variable categorical(CsvColumn column) {
    List<String> listed = labels.of(column.name());
    if (listed != null) {
      return new Variable(column.name(), VariableKind.CATEGORICAL, listed.size());
    }
    int found = column.labels().size();
    if (column.hasManyLabels() || found < 2) {
      throw scan.file()
          .failure(
              "column %s holds %s: not a categorical variable; declare the experiment by a file"
                  .formatted(
                      column.name(), found < 2 ? "one label" : "more than " + found + " labels"));
    }
    return new Variable(column.name(), VariableKind.CATEGORICAL, found);
  }

  private Failure failure(CsvColumn column, CsvColumn.Place place, String why) {
    return scan.file().failure(place.line(), column.name(), Cell.shown(place.cell()) + why);
  }
}
