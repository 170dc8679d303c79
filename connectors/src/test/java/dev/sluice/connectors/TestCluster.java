// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
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
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Flink cluster within the test's JVM, for a static field with {@code @RegisterExtension}: one
 * TaskManager of four slots. All classes of a run share it; after each test its jobs are cancelled.
 *
 * <p>Jobs that a test submits take checkpoints every 200 ms and restart. Those of the environment
 * that {@link StreamExecutionEnvironment#getExecutionEnvironment()} gives run on it too, as they
 * are configured.
 */
public final class TestCluster implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  /** How long a test waits for what must come, on a slow processor that others use too. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int SLOTS = 4;

  private SharedCluster shared;
  private MiniCluster cluster;
  private Path folder;
  private Configuration configuration;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    shared = SharedCluster.of(context, SLOTS);
    cluster = shared.cluster();
    folder = Files.createTempDirectory("sluice-test-cluster");
    configuration = configuration(folder);
    TestStreamEnvironment.setAsContext(cluster, SLOTS);
  }

  private static Configuration configuration(Path folder) {
    return new Configuration()
        .set(PipelineOptions.GENERIC_TYPES, false)
        .set(PipelineOptions.AUTO_GENERATE_UIDS, false)
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(200))
        .set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem")
        .set(
            CheckpointingOptions.CHECKPOINTS_DIRECTORY,
            folder.resolve("checkpoints").toUri().toString())
        // Savepoints of one file: Flink's upper limit.
        .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1))
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 50)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(200));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    shared.cancelJobs();
    configuration.removeConfig(StateBackendOptions.STATE_BACKEND);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    TestStreamEnvironment.unsetAsContext();
    FileUtils.deleteDirectory(folder.toFile());
  }

  /** What the jobs on the cluster have counted. */
  public JobMetrics metrics() {
    return shared.metrics();
  }

  /** Gives the jobs that this test submits from now on a state backend: hashmap or rocksdb. */
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
    JobID job = submit(graph(build, parallelism, savepoint));
    await().atMost(PATIENCE).until(() -> cluster.getJobStatus(job).get() == JobStatus.RUNNING);
    return job;
  }

  /**
   * Submits a job that may fail before it runs.
   *
   * @param build adds the job to its environment
   */
  public JobID submitUnawaited(Consumer<StreamExecutionEnvironment> build) throws Exception {
    return submit(graph(build, 1, null));
  }

  private JobID submit(JobGraph graph) throws Exception {
    return cluster.submitJob(graph).get().getJobID();
  }

  private JobGraph graph(
      Consumer<StreamExecutionEnvironment> build, int parallelism, String savepoint) {
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    build.accept(env);
    JobGraph graph = env.getStreamGraph().getJobGraph();
    if (savepoint != null) {
      graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    }
    return graph;
  }

  /** Waits for the end of a job; throws what made it fail. */
  public JobExecutionResult result(JobID job) throws Exception {
    return cluster.requestJobResult(job).get().toJobExecutionResult(getClass().getClassLoader());
  }

  /** Cancels a job. */
  public void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
  }

  /** Stops a job; gives the savepoint. */
  public String stop(JobID job) throws Exception {
    return cluster
        .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
  }

  /** Ends the TaskManager. */
  public void loseTaskManager() throws Exception {
    shared.loseTaskManager();
  }

  /** Starts another one. */
  public void replaceTaskManager() throws Exception {
    shared.replaceTaskManager();
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
    JobID job = submit(graph(build, 1, savepoint));
    return cluster.requestJobResult(job).get().getSerializedThrowable().orElseThrow();
  }
}
