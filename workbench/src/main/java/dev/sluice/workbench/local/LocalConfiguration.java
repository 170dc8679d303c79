// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.command.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** How Flink is configured on one machine. */
public final class LocalConfiguration {
  private static final String HOST = "127.0.0.1";

  private static final String COUNTERS = "metrics.reporter.counters.";
  private static final String COUNTERS_ID = COUNTERS + "id";

  private LocalConfiguration() {}

  /**
   * A configuration with checkpoints, a few restarts and a web UI.
   *
   * @param parallelism subtasks of every operator, and slots of the cluster
   * @param uiPort where the web UI listens; 0 for any free port
   * @param checkpointInterval zero for none
   * @param state where checkpoints are kept after the end of the job; null if they are not to be
   * @throws Failure if the port is taken
   */
  public static Configuration of(
      int parallelism, int uiPort, Duration checkpointInterval, Path state) {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    // No operator changes what it has received or put out, so nobody needs copies.
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    loopback(configuration);
    webUi(configuration, Ports.claim("--ui-port", uiPort));
    checkpoints(configuration, checkpointInterval, state);
    restarts(configuration);
    configuration.setString(COUNTERS + "factory.class", OperatorCounters.Factory.class.getName());
    configuration.setString(COUNTERS_ID, UUID.randomUUID().toString());
    return configuration;
  }

  /** Makes the next job start from a savepoint or a retained checkpoint. */
  static void startFrom(Configuration configuration, Path savepoint) {
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
  }

  /** The counters of the cluster that is started with a configuration. */
  static OperatorCounters counters(Configuration configuration) {
    return OperatorCounters.of(configuration.getString(COUNTERS_ID, ""));
  }

  static int parallelism(Configuration configuration) {
    return configuration.get(CoreOptions.DEFAULT_PARALLELISM);
  }

  /** Nothing of the cluster is for other machines; by default its file server listens to all. */
  private static void loopback(Configuration configuration) {
    configuration.set(JobManagerOptions.ADDRESS, HOST);
    configuration.set(JobManagerOptions.BIND_HOST, HOST);
    configuration.set(TaskManagerOptions.HOST, HOST);
    configuration.set(TaskManagerOptions.BIND_HOST, HOST);
  }

  private static void webUi(Configuration configuration, int port) {
    configuration.set(RestOptions.ADDRESS, HOST);
    configuration.set(RestOptions.BIND_ADDRESS, HOST);
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    // The command that runs the job is what ends it, and says so by its exit code.
    configuration.set(WebOptions.CANCEL_ENABLE, false);
    String log = System.getProperty("sluice.log");
    if (log != null) {
      configuration.set(WebOptions.LOG_PATH, log);
      configuration.set(TaskManagerOptions.TASK_MANAGER_LOG_PATH, log);
    }
  }

  private static void checkpoints(Configuration configuration, Duration interval, Path state) {
    if (!interval.isZero()) {
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    }
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    if (state != null) {
      configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, state.toUri().toString());
      configuration.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
  }

  /** Lets everything that the cluster writes and nobody asked to keep go into one directory. */
  static void temporary(Configuration configuration, Path directory) {
    configuration.set(CoreOptions.TMP_DIRS, directory.toString());
    configuration.set(WebOptions.TMP_DIR, directory.toString());
    if (!configuration.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
      configuration.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          directory.resolve("checkpoints").toUri().toString());
    }
  }

  /** Enough for a broker that is away for moments; a fault that comes back ends the job. */
  private static void restarts(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
  }
}
