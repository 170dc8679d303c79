// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command {@code flink}, as its start script runs it. */
final class FlinkCommand {
  private static final Pattern SUBMITTED = Pattern.compile("submitted with JobID ([0-9a-f]{32})");
  private static final Pattern STOPPED = Pattern.compile("Savepoint completed. Path: (\\S+)");

  private final Installation installation;
  private final FlinkConfiguration configuration;
  private final Duration patience;
  private final AtomicInteger calls = new AtomicInteger();

  FlinkCommand(Installation installation, FlinkConfiguration configuration, Duration patience) {
    this.installation = installation;
    this.configuration = configuration;
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
   * Submits a job: {@code flink run}.
   *
   * @param from savepoint or retained checkpoint to begin with; null for none
   * @return its id
   */
  String run(Submission submission, String from) {
    List<String> arguments = new ArrayList<>(List.of("run", "--detached"));
    arguments.addAll(List.of("--class", submission.main()));
    arguments.addAll(List.of("--parallelism", "" + submission.parallelism()));
    if (from != null) {
      arguments.addAll(List.of("--fromSavepoint", from));
    }
    arguments.add(submission.jar().toString());
    arguments.addAll(submission.options());
    return found(SUBMITTED, call(arguments));
  }

  /**
   * Stops a job with a savepoint in canonical format.
   *
   * @return where it is
   */
  String stop(String job) {
    return found(
        STOPPED,
        call(
            List.of(
                "stop",
                "--type",
                "canonical",
                "--savepointPath",
                configuration.savepoints().toUri().toString(),
                job)));
  }

  private JavaProcess call(List<String> arguments) {
    JavaProcess.Command command =
        new JavaProcess.Command(
            "flink-%s-%d".formatted(arguments.get(0), calls.incrementAndGet()),
            List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j.configurationFile=" + configuration.logging()),
            installation.flink(),
            "org.apache.flink.client.cli.CliFrontend",
            arguments,
            Map.of("FLINK_CONF_DIR", configuration.directory().toString()));
    JavaProcess process = JavaProcess.start(command, configuration.folder());
    try (process) {
      int exit = process.await(patience);
      if (exit != 0) {
        throw new IllegalStateException(
            "flink %s: exit %d: %s".formatted(arguments, exit, process.output()));
      }
    }
    return process;
  }

  private static String found(Pattern pattern, JavaProcess process) {
    Matcher said = pattern.matcher(process.output());
    if (!said.find()) {
      throw new IllegalStateException(
          process + " did not say " + pattern + ": " + process.output());
    }
    return said.group(1);
  }
}
