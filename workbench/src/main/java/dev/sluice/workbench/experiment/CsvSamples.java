// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.CsvColumn;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvScan;
import dev.sluice.workbench.csv.Labels;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rows of a CSV file as samples of a declared experiment. Columns are found by the names of the
 * variables, in any order. The whole file is checked before the first sample is given out.
 */
final class CsvSamples {
  private final CsvFile file;
  private final Experiment experiment;
  private final String idPrefix;
  private final List<Coding> codings;
  private final Targets targets;
  private final Regimes regimes;
  private final SampleTally tally;

  private CsvSamples(
      CsvFile file,
      Experiment experiment,
      String idPrefix,
      List<Coding> codings,
      Targets targets,
      Regimes regimes) {
    this.file = file;
    this.experiment = experiment;
    this.idPrefix = idPrefix;
    this.codings = codings;
    this.targets = targets;
    this.regimes = regimes;
    this.tally = new SampleTally(codings.stream().map(c -> c.column().name()).toList());
  }

  /**
   * Reads the file once and checks it.
   *
   * @param scan the same file's columns
   * @param said where targets and regimes are said
   * @param idPrefix put before the row's number to make the sample's id
   * @param labels of categorical columns, where they are listed
   * @throws Failure naming file, line and column of what is wrong
   */
  static CsvSamples of(
      CsvScan scan, Experiment experiment, TargetsOptions said, String idPrefix, Labels labels) {
    CsvFile file = scan.file();
    labels.requireColumns(file);
    Map<Variable, CsvColumn> columns = columns(scan, experiment);
    experiment.getVariables().forEach(variable -> requireCategorical(file, variable, labels));
    requireLabels(scan, columns, labels);
    List<Coding> codings = new ArrayList<>();
    for (Variable variable : experiment.getVariables()) {
      codings.add(Coding.of(scan, columns.get(variable), variable, labels.of(variable.getName())));
    }
    List<String> names = names(experiment);
    CsvSamples samples =
        new CsvSamples(
            file,
            experiment,
            idPrefix,
            codings,
            said.targets(file, names),
            said.regimes(file, names));
    file.forEachRow(samples::count);
    return samples;
  }

  /** Gives out the samples in the order of the rows. */
  void forEach(Consumer<Sample> consumer) {
    file.forEachRow(
        row -> {
          if (row.number() > tally.rows()) {
            throw file.failure("the file has grown since it was checked");
          }
          List<Double> values = values(row);
          if (!values.contains(Double.NaN)) {
            consumer.accept(sample(row, values));
          }
        });
  }

  /** Number of samples. */
  long size() {
    return tally.samples();
  }

  /** How many samples there are of what. */
  SampleTally tally() {
    return tally;
  }

  /** What became of categories, a line per categorical variable. */
  List<String> codings() {
    return codings.stream().map(Coding::description).filter(line -> !line.isEmpty()).toList();
  }

  /**
   * Named columns that are not used.
   *
   * @param others columns that are no variable, but used
   */
  List<String> ignored(Collection<String> others) {
    List<String> used = names(experiment);
    return file.header().stream()
        .filter(name -> !name.isEmpty() && !used.contains(name) && !others.contains(name))
        .toList();
  }

  private void count(CsvFile.Row row) {
    tally.add(values(row), targets.of(row), regimes.of(row));
  }

  private List<Double> values(CsvFile.Row row) {
    return codings.stream().map(coding -> coding.value(row)).toList();
  }

  private Sample sample(CsvFile.Row row, List<Double> values) {
    return Sample.newBuilder()
        .setExperimentId(experiment.getExperimentId())
        .setSampleId(idPrefix + row.number())
        .setTargets(targets.of(row))
        .setKind(InterventionKind.PERFECT)
        .setValues(values)
        .setRegime(regimes.of(row))
        .build();
  }

  private static Map<Variable, CsvColumn> columns(CsvScan scan, Experiment experiment) {
    CsvFile file = scan.file();
    Map<Variable, CsvColumn> columns = new HashMap<>();
    for (Variable variable : experiment.getVariables()) {
      int column = file.column(variable.getName());
      if (column < 0) {
        Failure values = file.valuesInHeader();
        throw values != null
            ? values
            : file.failure(
                "no column %s, a variable of experiment %s; %s"
                    .formatted(
                        variable.getName(),
                        experiment.getExperimentId(),
                        Names.known(variable.getName(), file.header())));
      }
      columns.put(variable, scan.column(column));
    }
    return columns;
  }

  /** Refuses what is said of categories where a variable has none. */
  private static void requireCategorical(CsvFile file, Variable variable, Labels labels) {
    if (variable.getKind() == VariableKind.CONTINUOUS && labels.isCategorical(variable.getName())) {
      throw file.failure(
          "%s: variable %s is declared continuous"
              .formatted(
                  labels.of(variable.getName()) == null ? "--categorical" : "--labels",
                  variable.getName()));
    }
  }

  /** Says of all columns at once whose labels must be listed; one alone is said by its coding. */
  private static void requireLabels(CsvScan scan, Map<Variable, CsvColumn> columns, Labels labels) {
    List<Map.Entry<Variable, CsvColumn>> unlisted =
        columns.entrySet().stream()
            .filter(entry -> labels.of(entry.getKey().getName()) == null)
            .filter(entry -> Coding.needsLabels(entry.getValue(), entry.getKey()))
            .sorted((a, b) -> Integer.compare(position(scan, a), position(scan, b)))
            .toList();
    if (unlisted.size() > 1) {
      throw scan.file()
          .failure(
              "%d columns do not hold all of their labels, or whole numbers other than indices: list"
                      .formatted(unlisted.size())
                  + " them in order, or all columns' at once by --labels A,B,...: "
                  + unlisted.stream()
                      .map(entry -> Coding.option(entry.getValue(), entry.getKey().getCategories()))
                      .collect(Collectors.joining(" ")));
    }
  }

  private static int position(CsvScan scan, Map.Entry<Variable, CsvColumn> entry) {
    return scan.file().column(entry.getKey().getName());
  }

  private static List<String> names(Experiment experiment) {
    return experiment.getVariables().stream().map(Variable::getName).toList();
  }
}
