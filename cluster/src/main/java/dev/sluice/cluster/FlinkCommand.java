// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code flink}, as its start script runs it. */
final class FlinkCommand {
  private static final Pattern SUBMITTED = Pattern.compile("submitted with JobID ([0-9a-f]{32})");

  private final FlinkProcesses processes;
  private final Duration patience;
  private final AtomicInteger calls = new AtomicInteger();

  FlinkCommand(FlinkProcesses processes, Duration patience) {
    this.processes = processes;
    this.patience = patience;
  }

  /**
   * What is submitted.
   *
   * @param jar of the job
   * @param main its entry class
   * @param options of the job
   * @param parallelism of all operators
   */
  record Submission(Path jar, String main, List<String> options, int parallelism) {}

  /**
   * Submits jobs, one {@code flink run} after the other in one process, and tells each its id. Each
   * begins with what {@link ClusterJob#from} says.
   */
  void runAll(List<ClusterJob> jobs) {
    List<String> calls = new ArrayList<>();
    for (ClusterJob job : jobs) {
      if (!calls.isEmpty()) {
        calls.add(FlinkCalls.NEXT);
      }
      calls.addAll(run(job.submission(), job.from()));
    }
    JavaProcess process = call(calls);
    Matcher said = SUBMITTED.matcher(process.output());
    for (ClusterJob job : jobs) {
      if (!said.find()) {
        throw new IllegalStateException(
            process + " did not say " + SUBMITTED + ": " + process.output());
      }
      job.submitted(said.group(1));
    }
  }

  private static List<String> run(Submission submission, String from) {
    List<String> arguments = new ArrayList<>(List.of("run", "--detached"));
    arguments.addAll(List.of("--class", submission.main()));
    arguments.addAll(List.of("--parallelism", "" + submission.parallelism()));
    if (from != null) {
      arguments.addAll(List.of("--fromSavepoint", from));
    }
    arguments.add(submission.jar().toString());
    arguments.addAll(submission.options());
    return arguments;
  }

  private JavaProcess call(List<String> arguments) {
    JavaProcess.Command command =
        processes.client(
            "flink-%s-%d".formatted(arguments.get(0), calls.incrementAndGet()),
            FlinkCalls.class,
            arguments);
    JavaProcess process = JavaProcess.start(command, processes.configuration().folder());
    try (process) {
      int exit = process.await(patience);
      if (exit != 0) {
        throw new IllegalStateException(
            "flink %s: exit %d: %s".formatted(arguments, exit, process.output()));
      }
    }
    return process;
  }
}
