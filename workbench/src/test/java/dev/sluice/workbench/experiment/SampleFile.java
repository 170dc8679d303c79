// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvScan;
import dev.sluice.workbench.csv.Labels;
import dev.sluice.workbench.csv.Missing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * A CSV file of samples.
 *
 * @param path where it is written
 */
record SampleFile(Path path) {

  /** Writes the file and reads it as samples of an experiment, whose labels are those it holds. */
  CsvSamples samples(String text, Experiment experiment, String targetsColumn, String idPrefix) {
    return samples(text, experiment, targetsColumn, idPrefix, Labels.of(Map.of()));
  }

  /** Writes the file and reads it as samples of an experiment with listed labels. */
  CsvSamples samples(
      String text, Experiment experiment, String targetsColumn, String idPrefix, Labels labels) {
    return samples(
        text,
        experiment,
        targets(targetsColumn == null ? List.of() : List.of("--targets-column=" + targetsColumn)),
        idPrefix,
        labels,
        Missing.NONE);
  }

  /** Writes the file and reads it with these options, which say targets and regimes. */
  CsvSamples with(String text, Experiment experiment, String... options) {
    return samples(
        text, experiment, targets(List.of(options)), "", Labels.of(List.of(), null), Missing.NONE);
  }

  /** Writes the file and reads it, with cells that have no value. */
  CsvSamples samples(String text, Experiment experiment, Missing missing) {
    return samples(text, experiment, targets(List.of()), "", Labels.of(List.of(), null), missing);
  }

  private CsvSamples samples(
      String text,
      Experiment experiment,
      TargetsOptions targets,
      String idPrefix,
      Labels labels,
      Missing missing) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return CsvSamples.of(
        CsvScan.of(CsvFile.of(path, ','), missing), experiment, targets, idPrefix, labels);
  }

  private static TargetsOptions targets(List<String> options) {
    return CommandLine.populateCommand(new TargetsOptions(), options.toArray(new String[0]));
  }

  /** All samples in order. */
  static List<Sample> all(CsvSamples samples) {
    List<Sample> all = new ArrayList<>();
    samples.forEach(all::add);
    return all;
  }

  /** An experiment of continuous variables with these names. */
  static Experiment continuous(String... names) {
    return experiment(
        Arrays.stream(names)
            .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
            .toList());
  }

  /** An experiment of these variables. */
  static Experiment experiment(List<Variable> variables) {
    return Experiment.newBuilder().setExperimentId("fixture").setVariables(variables).build();
  }
}
