// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.common.utils.Utils;

/** A Flink cluster in this JVM with its web UI on the loopback address. */
public final class LocalCluster implements AutoCloseable {
  private final MiniCluster cluster;
  private final Configuration configuration;
  private final Path temporary;

  private LocalCluster(MiniCluster cluster, Configuration configuration, Path temporary) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.temporary = temporary;
  }

  /**
   * Starts a cluster of one task manager.
   *
   * @param configuration see {@link LocalConfiguration}; parallelism is the number of slots
   * @throws Failure if the cluster does not start
   */
  public static LocalCluster start(Configuration configuration) {
    Path temporary = null;
    try {
      temporary = Files.createTempDirectory("sluice-flink-");
      LocalConfiguration.temporary(configuration, temporary);
      MiniCluster cluster =
          new MiniCluster(
              new MiniClusterConfiguration.Builder()
                  .setConfiguration(configuration)
                  .setNumTaskManagers(1)
                  .setNumSlotsPerTaskManager(LocalConfiguration.parallelism(configuration))
                  .build());
      cluster.start(); // closes what it has started if it fails
      return new LocalCluster(cluster, configuration, temporary);
    } catch (Exception e) {
      Failure failure = new Failure("the Flink cluster did not start: " + Failure.rootCause(e), e);
      delete(temporary, failure);
      throw failure;
    }
  }

  private static void delete(Path temporary, Failure failure) {
    try {
      if (temporary != null) {
        Utils.delete(temporary.toFile());
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** An environment to build a job on; {@link #submit} runs what was built. */
  public StreamExecutionEnvironment environment() {
    return new StreamExecutionEnvironment(configuration);
  }

  /**
   * Starts the job that was built on an environment of {@link #environment}.
   *
   * @throws Failure if the job is refused
   */
  public JobID submit(StreamExecutionEnvironment environment, String name)
      throws InterruptedException {
    StreamGraph graph = environment.getStreamGraph();
    graph.setJobName(name);
    graph.setJobId(JobID.generate());
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.fromConfiguration(configuration));
    try {
      graph.serializeUserDefinedInstances();
      return cluster.submitJob(graph).get().getJobID();
    } catch (ExecutionException | IOException e) {
      throw new Failure("the job was refused: " + Failure.rootCause(e), e);
    }
  }

  /**
   * Waits until a job ends.
   *
   * @return its result if it finished or was cancelled
   * @throws Failure with the root cause if the job failed
   */
  public JobResult await(JobID job) throws InterruptedException {
    try {
      JobResult result = cluster.requestJobResult(job).get();
      if (result.getSerializedThrowable().isPresent()) {
        Throwable cause =
            result.getSerializedThrowable().get().deserializeError(getClass().getClassLoader());
        throw new Failure("the job failed: " + Failure.rootCause(cause), cause);
      }
      return result;
    } catch (ExecutionException e) {
      throw new Failure("the job was lost: " + Failure.rootCause(e), e);
    }
  }

  /** Where a job stands now. */
  public JobStatus status(JobID job) throws InterruptedException, ExecutionException {
    return cluster.getJobStatus(job).get();
  }

  /** How many keys of a job wait for work beside the stream, by the operator that does it. */
  Map<String, Long> owed(JobID job) {
    return LocalConfiguration.counters(configuration).owed(job.toString());
  }

  /**
   * Stops a running job with a savepoint.
   *
   * @param directory a folder of its own is made in it
   * @return where the savepoint is, for a later {@code --from-savepoint}
   */
  public Path stop(JobID job, Path directory, Duration patience) throws Exception {
    String savepoint =
        cluster
            .stopWithSavepoint(
                job, directory.toUri().toString(), false, SavepointFormatType.CANONICAL)
            .get(patience.toSeconds(), TimeUnit.SECONDS);
    return Path.of(URI.create(savepoint));
  }

  /** Cancels a job, and waits until it has ended. */
  public void cancel(JobID job) throws InterruptedException, ExecutionException {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
  }

  /**
   * Counters of some operators of a job by name, summed over subtasks; exact, also after a job's
   * end.
   *
   * @param operators names of operators
   */
  public Map<String, Long> counts(JobID job, Set<String> operators) {
    return LocalConfiguration.counters(configuration).sums(job.toString(), operators);
  }

  /** The web UI, and the REST API under it. */
  public URI ui() {
    return cluster.getRestAddress().join();
  }

  /** Cancels what still runs, stops the cluster and removes its temporary files. */
  @Override
  public void close() throws IOException {
    cluster.closeAsync().join();
    Utils.delete(temporary.toFile());
  }
}
