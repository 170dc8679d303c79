// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.connectors.Delivery;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.workbench.command.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of a Flink cluster on this machine. */
final class LocalOptions {
  private static final int DEFAULT_UI_PORT = 8081;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of every operator. Default: one per processor.")
  private Integer parallelism;

  @Option(
      names = "--ui-port",
      paramLabel = "PORT",
      description =
          "Port of Flink's web UI on the loopback address. Default: "
              + DEFAULT_UI_PORT
              + ", or any free one if that is taken.")
  private Integer uiPort;

  @Option(
      names = "--checkpoint-interval",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How often a checkpoint is taken, 0s for never. Default: 10s; of site and coordinator 2s,"
              + " as their messages leave with checkpoints.")
  private Duration checkpointInterval;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Keep checkpoints here, and stop with a savepoint on Ctrl-C. Default: a temporary"
              + " directory; the next run then reads its topics from the beginning.")
  private Path stateDirectory;

  @Option(
      names = "--from-savepoint",
      paramLabel = "PATH",
      description = "Continue from this savepoint or checkpoint.")
  private Path savepoint;

  /**
   * The options as a configuration of Flink.
   *
   * @param usual how often a checkpoint is taken unless they say it
   */
  Configuration configuration(Duration usual) {
    Configuration configuration =
        LocalConfiguration.of(
            parallelism(),
            uiPort == null ? 0 : uiPort,
            checkpointInterval == null ? usual : checkpointInterval,
            stateDirectory == null ? null : stateDirectory.resolve("checkpoints"));
    if (uiPort == null) {
      // Flink binds the first that is free; of jobs that start at once only one gets the default.
      configuration.set(RestOptions.BIND_PORT, DEFAULT_UI_PORT + ",0");
    }
    if (savepoint != null) {
      if (!Files.exists(savepoint.resolve("_metadata"))) {
        throw new Failure("--from-savepoint " + savepoint + ": no savepoint there");
      }
      LocalConfiguration.startFrom(configuration, savepoint);
    }
    return configuration;
  }

  /**
   * Checks that records can go out with a guarantee: exactly-once commits them with checkpoints.
   *
   * @throws ParameterException naming both options if there are to be none
   */
  void requireCheckpoints(Delivery delivery) {
    if (delivery == Delivery.EXACTLY_ONCE && Duration.ZERO.equals(checkpointInterval)) {
      throw new ParameterException(
          command.commandLine(),
          "--delivery exactly-once: needs checkpoints, but --checkpoint-interval is 0s");
    }
  }

  /** Where savepoints are kept; null if state is not to outlive the command. */
  Path savepoints() {
    return stateDirectory == null ? null : stateDirectory.resolve("savepoints");
  }

  private int parallelism() {
    if (parallelism == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (parallelism < 1) {
      throw new ParameterException(
          command.commandLine(), "--parallelism: must be at least 1, is " + parallelism);
    }
    return parallelism;
  }
}
