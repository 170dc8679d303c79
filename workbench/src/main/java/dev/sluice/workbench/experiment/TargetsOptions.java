// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.CsvFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which variables were intervened on, and which regime a row belongs to. */
final class TargetsOptions {
  private static final String NONE = "none";
  private static final String UNKNOWN = "unknown";

  @Option(
      names = "--targets",
      paramLabel = "A,B|none|unknown",
      description =
          "The targets of all rows: names of variables, none, or unknown, which only the adaptation"
              + " job can use. Default: none.")
  private String targets;

  @Option(
      names = "--targets-column",
      paramLabel = "NAME",
      description =
          "Column that says which variables were intervened on: empty or 0 for none, a variable's"
              + " name, several joined by ';', or its position from 1. Without it every row is"
              + " observational.")
  private String targetsColumn;

  @Option(
      names = "--targets-columns",
      split = ",",
      paramLabel = "COLUMN[=VARIABLE]",
      description =
          "Columns of 0 and 1, each of which says whether one variable was intervened on: the one"
              + " that it names, or whose name its own holds, such as do_A; 'do_*' means those of"
              + " all variables.")
  private List<String> indicators = List.of();

  @Option(
      names = "--targets-by",
      paramLabel = "names|positions",
      description =
          "How --targets-column calls its targets. Default: by names; by positions, too, where no"
              + " name is a number that could be taken for one.")
  private TargetsColumn.By by;

  @Option(
      names = "--regime",
      paramLabel = "TEXT",
      description = "The regime of all rows. Default: the names of the targets.")
  private String regime;

  @Option(
      names = "--regime-column",
      paramLabel = "NAME",
      description = "Column that says the regime of each row; empty for the targets' names.")
  private String regimeColumn;

  /** Options of which only one can be given, if more are; else null. */
  String clash() {
    int ways =
        (targets == null ? 0 : 1)
            + (targetsColumn == null ? 0 : 1)
            + (indicators.isEmpty() ? 0 : 1);
    if (ways > 1) {
      return "--targets, --targets-column, --targets-columns: only one can say the targets";
    }
    if (by != null && targetsColumn == null) {
      return "--targets-by: only --targets-column is read by names or positions";
    }
    return regime != null && regimeColumn != null
        ? "--regime, --regime-column: only one can say the regime"
        : null;
  }

  /**
   * Names of the columns that are therefore no variables.
   *
   * @throws Failure if a file has no such column; names the nearest
   */
  List<String> columns(CsvFile file) {
    List<String> columns = new ArrayList<>(TargetIndicators.columnNames(file, indicators));
    if (targetsColumn != null) {
      columns.add(required(file, targetsColumn, "--targets-column"));
    }
    if (regimeColumn != null) {
      columns.add(required(file, regimeColumn, "--regime-column"));
    }
    return columns;
  }

  /** The column that says the regime; null if there is none. */
  String regimeColumn() {
    return regimeColumn;
  }

  /** The targets of a file's rows, of an experiment with these variables. */
  Targets targets(CsvFile file, List<String> variables) {
    if (targetsColumn != null) {
      required(file, targetsColumn, "--targets-column");
      return new TargetsColumn(file, targetsColumn, by, variables);
    }
    if (!indicators.isEmpty()) {
      return TargetIndicators.of(file, indicators, variables);
    }
    List<String> same = same(variables);
    return row -> same;
  }

  /** The regimes of a file's rows: null where the targets say it. */
  Regimes regimes(CsvFile file, List<String> variables) {
    if (regimeColumn == null) {
      return row -> regime;
    }
    int column = file.column(required(file, regimeColumn, "--regime-column"));
    if (variables.contains(regimeColumn)) {
      throw file.failure(
          "column " + regimeColumn + " (--regime-column) is a variable of the experiment");
    }
    return row -> row.cells().get(column).isEmpty() ? null : row.cells().get(column);
  }

  private List<String> same(List<String> variables) {
    if (targets == null) {
      return List.of();
    }
    if (targets.equals(NONE) || targets.equals(UNKNOWN)) {
      if (variables.contains(targets)) {
        throw new Failure("--targets %s is ambiguous: a variable has this name".formatted(targets));
      }
      return targets.equals(NONE) ? List.of() : null;
    }
    List<String> names =
        Arrays.stream(targets.split(",", -1)).map(String::strip).distinct().toList();
    for (String target : names) {
      if (!variables.contains(target)) {
        throw new Failure(
            "--targets %s: '%s' is no variable; %s"
                .formatted(targets, target, Names.known(target, variables)));
      }
    }
    return names;
  }

  private static String required(CsvFile file, String column, String option) {
    if (file.column(column) < 0) {
      throw file.failure(
          "no column %s (%s); %s".formatted(column, option, Names.known(column, file.header())));
    }
    return column;
  }
}
