// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Table;
import dev.sluice.workbench.csv.CsvColumn;
import dev.sluice.workbench.csv.CsvScan;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows how a file is understood, without sending anything. */
final class DryRun {
  private static final int MAX_WIDTH = 30;
  private static final int KIND_WIDTH = 11;

  private final CsvScan scan;
  private final Experiment experiment;
  private final CsvSamples samples;
  private final List<String> targets;
  private final String regime;

  /**
   * A file as it is understood.
   *
   * @param experiment the declaration that the file suggests
   * @param samples of the file
   * @param said which columns say targets and regimes
   */
  DryRun(CsvScan scan, Experiment experiment, CsvSamples samples, TargetsOptions said) {
    this.scan = scan;
    this.experiment = experiment;
    this.samples = samples;
    this.targets = said.columns(scan.file());
    this.regime = said.regimeColumn();
  }

  /** Prints a line for the file, one for every column, and the counts. */
  void print(PrintWriter out) {
    out.printf(
        "%s: %d rows, %d columns, %d of them variables%n",
        scan.file().name(), scan.rows(), scan.columns().size(), experiment.getVariables().size());
    int width = scan.columns().stream().mapToInt(column -> name(column).length()).max().orElse(0);
    Table table =
        Table.of(
            Table.left(Math.min(Math.max(width, 6), MAX_WIDTH)).after(0),
            Table.left(KIND_WIDTH).after(2),
            Table.rest().after(2));
    out.println(table.row("column", "kind", "values"));
    Map<String, Variable> variables = new TreeMap<>();
    experiment.getVariables().forEach(variable -> variables.put(variable.getName(), variable));
    scan.columns().forEach(column -> print(column, variables.get(column.name()), table, out));
    line("", TargetLimitsLine.of(experiment), out);
    SampleTally tally = samples.tally();
    out.printf("%d samples: %s%n", tally.samples(), tally.kinds());
    line("targets: ", tally.targets(), out);
    line("regimes: ", tally.regimes(), out);
    line("", tally.leftOut(), out);
    out.println("nothing was sent (--dry-run); declarations that exist were not looked at");
  }

  private void print(CsvColumn column, Variable variable, Table table, PrintWriter out) {
    out.println(table.row(name(column), kind(column, variable), values(column, variable)));
  }

  private static String name(CsvColumn column) {
    return column.name().isEmpty() ? "(no name)" : column.name();
  }

  private String kind(CsvColumn column, Variable variable) {
    if (variable != null) {
      return variable.getKind().name().toLowerCase(Locale.ROOT);
    }
    if (column.name().equals(regime)) {
      return "regime";
    }
    return targets.contains(column.name()) ? "targets" : "left out";
  }

  private String values(CsvColumn column, Variable variable) {
    if (variable == null) {
      return "";
    }
    String missing = column.missings() == 0 ? "" : ", " + column.missings() + " missing";
    return variable.getKind() == VariableKind.CONTINUOUS
        ? column.least() + " to " + column.largest() + missing
        : coding(column) + missing;
  }

  private String coding(CsvColumn column) {
    String start = column.name() + ": ";
    return samples.codings().stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.substring(start.length()))
        .orElse("");
  }

  private static void line(String start, String text, PrintWriter out) {
    if (!text.isEmpty()) {
      out.println(start + text);
    }
  }
}
