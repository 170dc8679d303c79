// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvScan;
import dev.sluice.workbench.csv.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of a CSV file as samples of a declared experiment. Columns are found by the names of the
 * variables, in any order. The whole file is checked before the first sample is given out.
 */
final class CsvSamples {
  private final CsvFile file;
  private final Experiment experiment;
  private final String idPrefix;
  private final List<Coding> codings;
  private final TargetsColumn targets;
  private final long size;

  private CsvSamples(
      CsvFile file,
      Experiment experiment,
      String idPrefix,
      List<Coding> codings,
      TargetsColumn targets,
      long size) {
    this.file = file;
    this.experiment = experiment;
    this.idPrefix = idPrefix;
    this.codings = codings;
    this.targets = targets;
    this.size = size;
  }

  /**
   * Reads the file once and checks it.
   *
   * @param scan the same file's columns
   * @param targetsColumn null if there is none
   * @param idPrefix put before the row's number to make the sample's id
   * @param labels of categorical columns, where they are listed
   * @throws Failure naming file, line and column of what is wrong
   */
  static CsvSamples of(
      CsvScan scan, Experiment experiment, String targetsColumn, String idPrefix, Labels labels) {
    CsvFile file = scan.file();
    labels.requireColumns(file);
    List<Coding> codings = new ArrayList<>();
    for (Variable variable : experiment.getVariables()) {
      int column = file.column(variable.getName());
      if (column < 0) {
        throw file.failure(
            "no column %s, a variable of experiment %s; there are %s"
                .formatted(variable.getName(), experiment.getExperimentId(), file.header()));
      }
      codings.add(Coding.of(file, scan.column(column), variable, labels.of(variable.getName())));
    }
    TargetsColumn targets = new TargetsColumn(file, targetsColumn, names(experiment));
    file.forEachRow(targets::targets);
    return new CsvSamples(file, experiment, idPrefix, codings, targets, scan.rows());
  }

  /** Gives out the samples in the order of the rows. */
  void forEach(Consumer<Sample> consumer) {
    file.forEachRow(row -> consumer.accept(sample(row)));
  }

  /** Number of samples. */
  long size() {
    return size;
  }

  /** What became of categories, a line per categorical variable. */
  List<String> codings() {
    return codings.stream().map(Coding::description).filter(line -> !line.isEmpty()).toList();
  }

  /** Named columns that are neither a variable nor the targets. */
  List<String> ignored(String targetsColumn) {
    List<String> used = names(experiment);
    return file.header().stream()
        .filter(name -> !name.isEmpty() && !used.contains(name) && !name.equals(targetsColumn))
        .toList();
  }

  private Sample sample(CsvFile.Row row) {
    return Sample.newBuilder()
        .setExperimentId(experiment.getExperimentId())
        .setSampleId(idPrefix + row.number())
        .setTargets(targets.targets(row))
        .setKind(InterventionKind.PERFECT)
        .setValues(codings.stream().map(coding -> coding.value(row)).toList())
        .build();
  }

  private static List<String> names(Experiment experiment) {
    return experiment.getVariables().stream().map(Variable::getName).toList();
  }
}
