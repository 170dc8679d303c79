// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvOptions;
import dev.sluice.workbench.csv.CsvScan;
import dev.sluice.workbench.csv.Labels;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code sluice replay samples}: a CSV file as samples of an experiment. */
@Command(
    name = "samples",
    description = {
      "Send the rows of a CSV file as samples of an experiment.",
      "",
      "The first row names the columns; a column belongs to the variable of its name. In a"
          + " column of a categorical variable, numbers from 0 to the number of categories - 1"
          + " stay; other labels become indices in sorted order if all categories occur, else"
          + " --labels must list them. Nothing is"
          + " sent unless the whole file is in order. A sample's id is the name of the file and"
          + " the number of the row, such as marks:17: a file sent twice counts once; of files"
          + " that have the same name in different folders, give all but one an --id-prefix.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice replay samples marks.csv --experiment marks --bootstrap localhost:9092",
      "  sluice replay samples sachs.csv.gz --experiment sachs --declare --targets-column INT"
          + " --bootstrap localhost:9092",
      "  sluice replay samples data.tsv --delimiter '\\t' --rate 100 --experiment slow --bootstrap"
          + " localhost:9092"
    })
public final class ReplaySamples implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE.csv",
      arity = "1..*",
      hideParamSyntax = true,
      description = "CSV file in UTF-8, may be gzipped; one per call.")
  private List<Path> paths;

  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment that the samples belong to.")
  private String experimentId;

  @Mixin private TargetsOptions targets;

  @Mixin private CsvOptions csv;

  @Option(
      names = "--declare",
      description =
          "If the experiment is not declared, declare it by the file: continuous if all columns"
              + " are numbers, categorical if they hold labels or indices, of as many categories as"
              + " occur or as --labels lists. Columns of other kinds are refused.")
  private boolean declare;

  @Mixin private TargetLimitsOptions limits;

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      description =
          "Put before the row's number to make the sample's id. Default: the file's name without"
              + " folder, .gz and .csv, and a colon.")
  private String idPrefix;

  // With an option of this kind the broker, which is not needed, need not be named.
  @SuppressWarnings("deprecation")
  @Option(
      names = "--dry-run",
      help = true,
      description =
          "Show how --declare understands the file: rows, columns, kinds, labels, ranges, targets,"
              + " missing values. Nothing is sent and no broker needed.")
  private boolean dryRun;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Samples per second. Default: as fast as it goes.")
  private Double rate;

  @Mixin private Output output;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    requireKnownOptions();
    if (targets.clash() != null) {
      throw new ParameterException(spec.commandLine(), targets.clash());
    }
    if (!declare && !dryRun) {
      limits.requireNone(spec, "belongs to a declaration: --declare");
    }
    Pace pace = new Pace(rate);
    CsvFile file = csv.open(path());
    List<String> others = targets.columns(file);
    Labels labels = csv.labels();
    labels.requireColumns(file);
    CsvScan scan = CsvScan.of(file, csv.missing());
    if (scan.rows() == 0) {
      throw file.failure("there are no rows below the header: nothing is sent");
    }
    if (dryRun) {
      Experiment suggested = suggested(scan, others, labels);
      new DryRun(scan, suggested, samples(scan, suggested, labels), targets).print(out);
      return;
    }
    KafkaSettings settings = output.connect();
    Declarations declarations = Declarations.read(settings);
    boolean undeclared = declare && !declarations.contains(experimentId);
    Experiment experiment =
        undeclared
            ? suggested(scan, others, labels)
            : declarations.get("--experiment", experimentId);
    requireVariables(experiment);
    limits.requireOf(experiment);
    CsvSamples samples = samples(scan, experiment, labels);
    if (undeclared) {
      DeclareCommand.send("--declare " + path(), experiment, settings, out);
    }
    explain(samples, others, out);
    send(samples, settings, pace);
    out.printf(
        "sent %d samples of %s to %s: %s%n",
        samples.size(),
        experimentId,
        Topic.SAMPLES.name(settings.prefix()),
        samples.tally().kinds());
  }

  /** With an option of the kind of --dry-run, picocli passes over what it does not know. */
  private void requireKnownOptions() {
    List<String> unknown = spec.commandLine().getParseResult().unmatched();
    if (!unknown.isEmpty()) {
      throw new UnmatchedArgumentException(spec.commandLine(), unknown);
    }
  }

  private Path path() {
    if (paths == null) {
      throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE.csv'");
    }
    if (paths.size() > 1) {
      throw new ParameterException(
          spec.commandLine(),
          "%d files, %s and %s%s: one per call, as each has its own --targets and --labels"
              .formatted(
                  paths.size(), paths.get(0), paths.get(1), paths.size() > 2 ? ", ..." : ""));
    }
    return paths.get(0);
  }

  /** Refuses to leave out what the experiment's samples must have. */
  private void requireVariables(Experiment experiment) {
    for (Variable variable : experiment.getVariables()) {
      if (csv.leftOut().contains(variable.getName())) {
        throw new Failure(
            "--leave-out %s: is a variable of experiment %s"
                .formatted(variable.getName(), experiment.getExperimentId()));
      }
    }
  }

  private Experiment suggested(CsvScan scan, List<String> others, Labels labels) {
    List<String> all = new ArrayList<>(others);
    all.addAll(csv.leftOut());
    String id = experimentId == null ? scan.file().name() : experimentId;
    Experiment experiment = scan.declaration(id, all, labels);
    scan.notes(all, labels).forEach(spec.commandLine().getOut()::println);
    DeclareCommand.check("--declare " + path(), experiment);
    return limits.in(experiment);
  }

  private CsvSamples samples(CsvScan scan, Experiment experiment, Labels labels) {
    String prefix = idPrefix == null ? scan.file().name() + ":" : idPrefix;
    CsvSamples samples = CsvSamples.of(scan, experiment, targets, prefix, labels);
    if (samples.size() == 0) {
      throw scan.file().failure(samples.tally().leftOut() + ": nothing is sent");
    }
    return samples;
  }

  private void explain(CsvSamples samples, List<String> others, PrintWriter out) {
    samples.codings().forEach(out::println);
    List<String> ignored = samples.ignored(others);
    if (!ignored.isEmpty()) {
      out.println("columns that are no variable of " + experimentId + " are left out: " + ignored);
    }
    String leftOut = samples.tally().leftOut();
    if (!leftOut.isEmpty()) {
      out.println(leftOut);
    }
    out.flush();
  }

  private void send(CsvSamples samples, KafkaSettings settings, Pace pace) {
    Progress progress = new Progress(spec.commandLine().getErr(), "samples", samples.size());
    try (Publisher<Sample> publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class)) {
      samples.forEach(
          sample -> {
            pace.await();
            publisher.send(experimentId, sample);
            progress.step();
          });
    }
  }
}
