// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.CsvFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which variables were intervened on, and which regime a row belongs to. */
final class TargetsOptions {
  private static final String NONE = "none";
  private static final String UNKNOWN = "unknown";

  @ArgGroup private Where where = new Where();

  @Option(
      names = "--targets-by",
      paramLabel = "names|positions",
      description =
          "How --targets-column calls its targets. Default: by names; by positions, too, where no"
              + " name is a number that could be taken for one.")
  private TargetsColumn.By by;

  @ArgGroup private Regime regime = new Regime();

  /** Where the targets are said; one way at most. */
  static final class Where {
    @Option(
        names = "--targets",
        paramLabel = "A,B|none|unknown",
        description =
            "The targets of all rows: names of variables, none, or unknown, which only the"
                + " adaptation job can use. Default: none.")
    private String targets;

    @Option(
        names = "--targets-column",
        paramLabel = "NAME",
        description =
            "Column that says which variables were intervened on: empty or 0 for none, a variable's"
                + " name, several joined by ';', or its position from 1. Without it every row is"
                + " observational.")
    private String column;

    @Option(
        names = "--targets-columns",
        split = ",",
        paramLabel = "COLUMN[=VARIABLE]",
        description =
            "Columns of 0 and 1, each of which says whether one variable was intervened on: the one"
                + " that it names, or whose name its own holds, such as do_A; 'do_*' means those of"
                + " all variables.")
    private List<String> columns = List.of();
  }

  /** Where the regime is said; one way at most. */
  static final class Regime {
    @Option(
        names = "--regime",
        paramLabel = "TEXT",
        description = "The regime of all rows. Default: the names of the targets.")
    private String text;

    @Option(
        names = "--regime-column",
        paramLabel = "NAME",
        description = "Column that says the regime of each row; empty for the targets' names.")
    private String column;
  }

  /**
   * Names of the columns that are therefore no variables.
   *
   * @throws Failure if a file has no such column; names the nearest
   */
  List<String> columns(CsvFile file) {
    List<String> columns = new ArrayList<>(TargetIndicators.columnNames(file, where.columns));
    if (where.column != null) {
      columns.add(required(file, where.column, "--targets-column"));
    }
    if (regime.column != null) {
      columns.add(required(file, regime.column, "--regime-column"));
    }
    return columns;
  }

  /** The targets of a file's rows, of an experiment with these variables. */
  Targets targets(CsvFile file, List<String> variables) {
    if (where.column != null) {
      required(file, where.column, "--targets-column");
      return new TargetsColumn(file, where.column, by, variables);
    }
    if (!where.columns.isEmpty()) {
      return TargetIndicators.of(file, where.columns, variables);
    }
    List<String> same = same(variables);
    return row -> same;
  }

  /** The regimes of a file's rows: null where the targets say it. */
  Regimes regimes(CsvFile file, List<String> variables) {
    if (regime.column == null) {
      return row -> regime.text;
    }
    int column = file.column(required(file, regime.column, "--regime-column"));
    if (variables.contains(regime.column)) {
      throw file.failure(
          "column " + regime.column + " (--regime-column) is a variable of the experiment");
    }
    return row -> row.cells().get(column).isEmpty() ? null : row.cells().get(column);
  }

  private List<String> same(List<String> variables) {
    if (where.targets == null) {
      return List.of();
    }
    if (where.targets.equals(NONE) || where.targets.equals(UNKNOWN)) {
      if (variables.contains(where.targets)) {
        throw new Failure(
            "--targets %s is ambiguous: a variable has this name".formatted(where.targets));
      }
      return where.targets.equals(NONE) ? List.of() : null;
    }
    List<String> targets =
        Arrays.stream(where.targets.split(",", -1)).map(String::strip).distinct().toList();
    for (String target : targets) {
      if (!variables.contains(target)) {
        throw new Failure(
            "--targets %s: '%s' is no variable; %s"
                .formatted(where.targets, target, Names.known(target, variables)));
      }
    }
    return targets;
  }

  private static String required(CsvFile file, String column, String option) {
    if (file.column(column) < 0) {
      throw file.failure(
          "no column %s (%s); %s".formatted(column, option, Names.known(column, file.header())));
    }
    return column;
  }
}
