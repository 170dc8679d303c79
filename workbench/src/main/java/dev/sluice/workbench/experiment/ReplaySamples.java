// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.CsvScan;
import dev.sluice.workbench.csv.DelimiterConverter;
import dev.sluice.workbench.csv.Labels;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

  @Parameters(paramLabel = "FILE.csv", description = "CSV file in UTF-8, may be gzipped.")
  private Path path;

  @Option(
      names = "--experiment",
      required = true,
      paramLabel = "ID",
      description = "Experiment that the samples belong to.")
  private String experimentId;

  @Option(
      names = "--targets-column",
      paramLabel = "NAME",
      description =
          "Column that says which variables were intervened on: empty or 0 for none, a variable's"
              + " name, several joined by ';', or its position from 1. Without it every row is"
              + " observational.")
  private String targetsColumn;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      defaultValue = ",",
      converter = DelimiterConverter.class,
      description = "What separates cells, '\\t' for a tab (default: ${DEFAULT-VALUE}).")
  private char delimiter;

  @Option(
      names = "--labels",
      paramLabel = "COLUMN=A,B,...",
      description =
          "All labels of a categorical column in the order of their indices. Needed if the file"
              + " does not hold all of them, or if they are whole numbers other than indices, such"
              + " as 1,2,3. May be given for several columns.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--declare",
      description =
          "If the experiment is not declared, declare it by the file: continuous if all columns"
              + " are numbers, else categorical, of as many categories as occur or as --labels"
              + " lists.")
  private boolean declare;

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      description =
          "Put before the row's number to make the sample's id. Default: the file's name without"
              + " folder, .gz and .csv, and a colon.")
  private String idPrefix;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Samples per second. Default: as fast as it goes.")
  private Double rate;

  @Mixin private Output output;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Pace pace = new Pace(rate);
    CsvScan scan = CsvScan.of(CsvFile.of(path, delimiter));
    String prefix = idPrefix == null ? scan.file().name() + ":" : idPrefix;
    Labels listed = Labels.of(labels);
    KafkaSettings settings = output.connect();
    Declarations declarations = Declarations.read(settings);
    boolean undeclared = declare && !declarations.contains(experimentId);
    Experiment experiment =
        undeclared
            ? scan.declaration(experimentId, targetsColumn, listed)
            : declarations.get("--experiment", experimentId);
    CsvSamples samples = CsvSamples.of(scan, experiment, targetsColumn, prefix, listed);
    if (undeclared) {
      DeclareCommand.send("--declare " + path, experiment, settings, out);
    }
    explain(samples, out);
    long observational = send(samples, settings, pace);
    out.printf(
        "sent %d samples of %s to %s: %d observational, %d interventional%n",
        samples.size(),
        experimentId,
        Topic.SAMPLES.name(settings.prefix()),
        observational,
        samples.size() - observational);
  }

  private void explain(CsvSamples samples, PrintWriter out) {
    samples.codings().forEach(out::println);
    List<String> ignored = samples.ignored(targetsColumn);
    if (!ignored.isEmpty()) {
      out.println("columns that are no variable of " + experimentId + " are left out: " + ignored);
    }
    out.flush();
  }

  private long send(CsvSamples samples, KafkaSettings settings, Pace pace) {
    Progress progress = new Progress(spec.commandLine().getErr(), "samples", samples.size());
    AtomicLong observational = new AtomicLong();
    try (Publisher<Sample> publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class)) {
      samples.forEach(
          sample -> {
            pace.await();
            publisher.send(experimentId, sample);
            progress.step();
            if (sample.getTargets().isEmpty()) {
              observational.incrementAndGet();
            }
          });
    }
    return observational.get();
  }
}
