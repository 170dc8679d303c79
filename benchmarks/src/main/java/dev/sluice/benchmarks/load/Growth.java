// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.workbench.command.StudyFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How CPU per record, state and heap of a job grow with the length of the stream, with experiments,
 * with variables and with parallelism. All records of a run are in the topic before its job starts.
 */
@Command(name = "growth", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class Growth implements Callable<Integer> {
  private static final int WIDTH = 6;
  private static final int SPREAD = 64;
  private static final int LONGEST_RUNS = 3;
  private static final int MOST_RUNS = 15;

  /** Of so many models every two are compared: agreement grows with their square. */
  private static final int MOST_MODELS = 100;

  @Option(
      names = "--jobs",
      split = ",",
      defaultValue = "posterior,adaptation,survey,discovery",
      description = "Jobs that are measured.")
  private List<MeasuredJob> jobs;

  @Option(names = "--quick", description = "Small numbers, to see that it works.")
  private boolean quick;

  @Option(
      names = "--records",
      defaultValue = "1000000",
      description = "Records of a run, but for the lengths.")
  private int records;

  @Option(
      names = "--longest",
      defaultValue = "10000000",
      description = "The longest stream; the others are a tenth and a hundredth of it.")
  private int longest;

  @Option(
      names = "--patience",
      defaultValue = "900",
      description = "Seconds after which a run is given up, and told so.")
  private int patience;

  @Option(names = "--out", defaultValue = "docs/load", description = "Folder of the results.")
  private Path out;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Growth()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (quick) {
      records = 20_000;
      longest = 200_000;
    }
    StudyFolder folder = StudyFolder.open(out);
    GrowthReport report = new GrowthReport(folder, longest, records);
    try (OwnBroker broker = OwnBroker.start()) {
      GrowthRuns runs = new GrowthRuns(broker.bootstrap(), Duration.ofSeconds(patience));
      for (MeasuredJob job : jobs) {
        runs.begin(job, job.workload(1, WIDTH), quick ? longest : longest / 10);
        report.add(job, Dimension.LENGTH, lengths(runs, job));
        report.add(job, Dimension.KEYS, keys(runs, job));
        report.add(job, Dimension.WIDTH, widths(runs, job));
        if (job.hasCategorical()) {
          report.add(job, Dimension.CATEGORICAL, categorical(runs, job));
        }
        report.add(job, Dimension.PARALLELISM, parallelisms(runs, job));
        if (job == MeasuredJob.POSTERIOR) {
          report.add(job, Dimension.HOT, hot(runs, job));
        }
      }
    }
    System.out.println("written: " + out.resolve(GrowthReport.FILE));
    return 0;
  }

  private List<GrowthPoint> lengths(GrowthRuns runs, MeasuredJob job) throws Exception {
    // A survey has as many different answers as the shortest stream: further ones correct them.
    Workload workload =
        job == MeasuredJob.SURVEY ? job.workload(20, longest / 60_000) : job.workload(1, WIDTH);
    List<GrowthPoint> points = new ArrayList<>();
    try (GrowthTopic topic = runs.topic(workload, 1)) {
      for (int length : new int[] {longest / 100, longest / 10, longest}) {
        int most = quick ? LONGEST_RUNS : MOST_RUNS;
        int rounds = Math.max(LONGEST_RUNS, Math.min(most, longest / length));
        points.add(runs.measure(topic, length, length, rounds, 1));
      }
    }
    return points;
  }

  private List<GrowthPoint> keys(GrowthRuns runs, MeasuredJob job) throws Exception {
    List<GrowthPoint> points = new ArrayList<>();
    for (int keys : quick ? new int[] {1, 100} : new int[] {1, 10, 100, 1_000, 5_000}) {
      if (job != MeasuredJob.SURVEY || keys <= MOST_MODELS) {
        points.add(once(runs, job.workload(keys, job == MeasuredJob.SURVEY ? 50 : WIDTH), keys));
      }
    }
    return points;
  }

  private List<GrowthPoint> widths(GrowthRuns runs, MeasuredJob job) throws Exception {
    int[] all = job == MeasuredJob.SURVEY ? new int[] {10, 100, 1_000} : new int[] {5, 10, 15, 20};
    List<GrowthPoint> points = new ArrayList<>();
    for (int width : quick ? Arrays.copyOf(all, 2) : all) {
      points.add(once(runs, job.workload(job == MeasuredJob.SURVEY ? 10 : 1, width), width));
    }
    return points;
  }

  private List<GrowthPoint> categorical(GrowthRuns runs, MeasuredJob job) throws Exception {
    List<GrowthPoint> points = new ArrayList<>();
    for (int width : quick ? new int[] {5, 10} : new int[] {5, 10, 15, 20}) {
      points.add(once(runs, job.categorical(1, width), width));
    }
    return points;
  }

  private GrowthPoint once(GrowthRuns runs, Workload workload, int value) throws Exception {
    try (GrowthTopic topic = runs.topic(workload, 1)) {
      return runs.measure(topic, value, records, quick ? 1 : LONGEST_RUNS, 1);
    }
  }

  private List<GrowthPoint> parallelisms(GrowthRuns runs, MeasuredJob job) throws Exception {
    int[] all = quick ? new int[] {1, 8} : new int[] {1, 2, 4, 8};
    List<GrowthPoint> points = new ArrayList<>();
    try (GrowthTopic topic =
        runs.topic(job.workload(SPREAD, job == MeasuredJob.SURVEY ? 50 : WIDTH), 8)) {
      for (int parallelism : all) {
        points.add(
            runs.measure(topic, parallelism, records, quick ? 1 : LONGEST_RUNS, parallelism));
      }
    }
    return points;
  }

  /** One experiment on two partitions: only its buckets can be on two slots. */
  private List<GrowthPoint> hot(GrowthRuns runs, MeasuredJob job) throws Exception {
    List<GrowthPoint> points = new ArrayList<>();
    try (GrowthTopic topic = runs.topic(job.workload(1, 10), 2)) {
      topic.spread();
      for (int parallelism = 1; parallelism <= 2; parallelism++) {
        points.add(runs.measure(topic, parallelism, records, quick ? 1 : 5, parallelism));
      }
    }
    return points;
  }
}
