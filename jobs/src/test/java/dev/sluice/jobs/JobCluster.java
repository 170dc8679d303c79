// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster in this JVM: one TaskManager of four slots, checkpoints every 200 ms, restarts.
 */
public final class JobCluster implements AutoCloseable {

  /** How long a test waits for what must come. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Configuration configuration = new Configuration();
  private final MiniCluster cluster;

  private JobCluster(Path folder) {
    this.folder = folder;
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200));
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    // Savepoints of one file: Flink's upper limit.
    configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 50);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration().set(RestOptions.BIND_PORT, "0"))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .build());
  }

  /** Starts a cluster that keeps its checkpoints in a folder. */
  public static JobCluster start(Path folder) throws Exception {
    JobCluster started = new JobCluster(folder);
    started.cluster.start();
    return started;
  }

  /** Gives the jobs submitted from now on a state backend: hashmap or rocksdb. */
  public void useStateBackend(String name) {
    configuration.set(StateBackendOptions.STATE_BACKEND, name);
  }

  /**
   * Submits a job and waits until it runs.
   *
   * @param build adds the job to its environment
   * @param savepoint to begin with; null for none
   */
  public JobID submit(Consumer<StreamExecutionEnvironment> build, int parallelism, String savepoint)
      throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    build.accept(env);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }
    JobID job = submit(graph);
    await().atMost(PATIENCE).until(() -> cluster.getJobStatus(job).get() == JobStatus.RUNNING);
    return job;
  }

  /**
   * Submits a job that may fail before it runs.
   *
   * @param build adds the job to its environment
   */
  public JobID submitUnawaited(Consumer<StreamExecutionEnvironment> build) throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(1);
    build.accept(env);
    return submit(env.getStreamGraph().getJobGraph());
  }

  private JobID submit(JobGraph graph) throws Exception {
    return cluster.submitJob(graph).get().getJobID();
  }

  /** Waits for the end of a job; throws what made it fail. */
  public JobExecutionResult result(JobID job) throws Exception {
    return cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
  }

  /** Stops a job; gives the savepoint. */
  public String stop(JobID job) throws Exception {
    return cluster
        .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  /** Ends the TaskManager. */
  public void loseTaskManager() throws Exception {
    cluster.terminateTaskManager(0).get();
  }

  /** Starts another one. */
  public void replaceTaskManager() throws Exception {
    cluster.startTaskManager();
  }

  /** How many checkpoints of a job are complete. */
  public long completedCheckpoints(JobID job) throws Exception {
    return cluster
        .getArchivedExecutionGraph(job)
        .get()
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }

  /** How often the tasks of a job have been started again. */
  public int restarts(JobID job) throws Exception {
    int restarts = 0;
    for (var vertex : cluster.getArchivedExecutionGraph(job).get().getAllExecutionVertices()) {
      restarts = Math.max(restarts, vertex.getCurrentExecutionAttempt().getAttemptNumber());
    }
    return restarts;
  }

  /** Ends the streams of a job, so that it finishes what it has begun. */
  public void drain(JobID job) throws Exception {
    cluster
        .stopWithSavepoint(job, folder.toUri().toString(), true, SavepointFormatType.CANONICAL)
        .get();
  }

  /** Takes a savepoint and lets the job go on; gives the savepoint. */
  public String savepoint(JobID job) throws Exception {
    return cluster
        .triggerSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  /** What ends a job that cannot begin with a savepoint. */
  public Throwable refusal(Consumer<StreamExecutionEnvironment> build, String savepoint)
      throws Exception {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(1);
    build.accept(env);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    JobID job = cluster.submitJob(graph).get().getJobID();
    return cluster.requestJobResult(job).get().getSerializedThrowable().orElseThrow();
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
