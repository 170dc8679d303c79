// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.cluster.workload.AllJobs;
import dev.sluice.cluster.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long form of the cluster tests: {@code cluster/run chaos}. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Kills processes of a cluster while all jobs run, and tells what became of the records.")
public final class ChaosCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  @Option(names = "--kills", defaultValue = "30", description = "How many processes are killed.")
  private int kills;

  @Option(names = "--seed", defaultValue = "1", description = "Decides which, and when.")
  private long seed;

  @Option(
      names = "--delivery",
      defaultValue = "exactly-once",
      description = "exactly-once or at-least-once: with the latter, what comes again is counted.")
  private String delivery;

  @Option(names = "--parallelism", defaultValue = "2", description = "Of each job.")
  private int parallelism;

  @Option(names = "--rate", defaultValue = "50", description = "Steps per second and job.")
  private int rate;

  @Option(
      names = "--patience",
      defaultValue = "600",
      description = "Seconds that anything may take before it counts as not coming.")
  private int patience;

  @Option(
      names = "--report",
      defaultValue = "target/chaos.md",
      description = "File that the report is added to.")
  private Path report;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ChaosCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Workload> jobs = AllJobs.workloads();
    ChaosRun.Plan plan = new ChaosRun.Plan(jobs, parallelism, delivery, kills, seed, rate);
    Cluster.Size size =
        new Cluster.Size(2, (jobs.size() * parallelism + 1) / 2, Duration.ofSeconds(patience));
    Path folder = Path.of("target", "chaos-" + delivery + "-" + seed);
    try (Cluster cluster = Cluster.start(Installation.here(), folder, size)) {
      ChaosRun.Result result = new ChaosRun(plan, System.out::println).on(cluster);
      new ChaosReport(plan, result, command()).appendTo(report);
      boolean same = result.differences().values().stream().allMatch(List::isEmpty);
      System.out.println(
          (same ? "no differences; " : "DIFFERENCES; ") + "the report is in " + report);
      return same ? 0 : DIFFERENT;
    }
  }

  private String command() {
    List<String> words = new ArrayList<>(List.of("cluster/run chaos"));
    words.add("--kills " + kills);
    words.add("--seed " + seed);
    words.add("--delivery " + delivery);
    words.add("--rate " + rate);
    return String.join(" ", words);
  }
}
