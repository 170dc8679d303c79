// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.cluster.Chaos.Kill;
import dev.sluice.cluster.Chaos.Victim;
import dev.sluice.cluster.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What came of a run, in Markdown. */
record ChaosReport(ChaosRun.Plan plan, ChaosRun.Result result, String command) {

  /** Adds it to a file. */
  void appendTo(Path file) throws IOException {
    Files.writeString(file, toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /**
   * A quantile of the recovery times by the nearest rank: the smallest time that this share of the
   * kills did not exceed.
   *
   * @param victim of which kills; null for all
   */
  static double recovery(List<Kill> kills, Victim victim, double share) {
    List<Double> times =
        kills.stream()
            .filter(kill -> victim == null || kill.victim() == victim)
            .map(Kill::recovery)
            .sorted()
            .toList();
    return times.get(Math.max(0, (int) Math.ceil(share * times.size()) - 1));
  }

  @Override
  public String toString() {
    return String.join(
        "\n",
        "## %s, seed %d: %d kills".formatted(plan.delivery(), plan.seed(), result.kills().size()),
        "",
        "`" + command + "`",
        "",
        "Jobs: %s, parallelism %d; %,d steps sent to each."
            .formatted(
                plan.workloads().stream().map(Workload::name).collect(Collectors.joining(", ")),
                plan.parallelism(),
                result.steps()),
        "",
        recoveries(),
        jobs(),
        differences(),
        "| kill | at, s | process | down, s | recovered after, s |",
        "|---|---|---|---|---|",
        result.kills().stream().map(ChaosReport::row).collect(Collectors.joining("\n")),
        "",
        "");
  }

  private String recoveries() {
    StringBuilder table =
        new StringBuilder(
            "| killed | times | recovery p50, s | p95, s | longest, s |\n|---|---|---|---|---|\n");
    for (Victim victim : Victim.values()) {
      long times = result.kills().stream().filter(kill -> kill.victim() == victim).count();
      if (times > 0) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %.1f | %.1f | %.1f |%n",
                name(victim),
                times,
                recovery(result.kills(), victim, .5),
                recovery(result.kills(), victim, .95),
                recovery(result.kills(), victim, 1)));
      }
    }
    return table.toString();
  }

  private String jobs() {
    StringBuilder table =
        new StringBuilder(
            "| job | accounts in the end | results and dead letters that came again |\n|---|---|---|\n");
    result
        .accounts()
        .forEach(
            (job, accounts) ->
                table.append(
                    "| %s | %s | %,d |%n".formatted(job, accounts, result.repeated().get(job))));
    return table.toString();
  }

  private String differences() {
    StringBuilder said = new StringBuilder("Differences found:");
    result
        .differences()
        .forEach((job, found) -> found.forEach(each -> said.append("\n* " + job + ": " + each)));
    return said.append(said.length() == "Differences found:".length() ? " none.\n" : "\n")
        .toString();
  }

  private static String row(Kill kill) {
    return String.format(
        Locale.ROOT,
        "| %d | %.1f | %s | %.1f | %.1f |",
        kill.number() + 1,
        kill.at(),
        name(kill.victim()),
        kill.down(),
        kill.recovery());
  }

  private static String name(Victim victim) {
    return switch (victim) {
      case TASK_MANAGER -> "TaskManager";
      case JOB_MANAGER -> "JobManager";
      case BROKER -> "broker";
    };
  }
}
