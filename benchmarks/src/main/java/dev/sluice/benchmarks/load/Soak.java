// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.workbench.command.StudyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Soaks jobs, one after another: finds the rate that a job bears, then runs it at half of that for
 * a long time, with 1 % of poisoned records and exactly-once delivery, and writes what was seen.
 */
@Command(name = "soak", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class Soak implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--jobs",
      split = ",",
      defaultValue = "posterior,adaptation,survey",
      description = "Jobs that are soaked, in turn.")
  private List<MeasuredJob> jobs;

  @Option(
      names = "--minutes",
      defaultValue = "30",
      description = "Minutes of each job at half of the sustainable rate.")
  private double minutes;

  @Option(names = "--checkpoints", defaultValue = "5", description = "Seconds between checkpoints.")
  private int checkpoints;

  @Option(
      names = "--window",
      defaultValue = "20",
      description = "Seconds for which the search tries a rate.")
  private int window;

  @Option(
      names = "--start",
      defaultValue = "2000",
      description = "The first rate of the search, records a second.")
  private double start;

  @Option(
      names = "--bisections",
      defaultValue = "3",
      description = "Tries of the search after the doublings.")
  private int bisections;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description =
          "Records a second that are sent, without a search; 0 for half of what it finds.")
  private double rate;

  @Option(names = "--out", defaultValue = "docs/load", description = "Folder of the results.")
  private Path out;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Soak()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  /** 1 if a record is not accounted for. */
  @Override
  public Integer call() throws Exception {
    if (jobs.contains(MeasuredJob.DISCOVERY)) {
      throw new ParameterException(
          spec.commandLine(),
          "--jobs: discovery shows samples when a round of training is done, and none after the"
              + " last: it has no latency to be measured here");
    }
    SoakSettings settings =
        new SoakSettings(
            minutes,
            Duration.ofSeconds(checkpoints),
            Duration.ofSeconds(window),
            start,
            bisections,
            rate);
    SoakReport report = new SoakReport(StudyFolder.open(out), settings);
    List<String> differences = new ArrayList<>();
    try (OwnBroker broker = OwnBroker.start()) {
      for (MeasuredJob job : jobs) {
        SoakResult result = new SoakRun(broker.bootstrap(), settings, job).run();
        report.add(result);
        result.differences().forEach(text -> differences.add(job.label() + ": " + text));
      }
    }
    differences.forEach(System.out::println);
    System.out.println("written: " + out.resolve(SoakReport.FILE));
    return differences.isEmpty() ? 0 : 1;
  }
}
