// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.StoredBytes;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.local.Accounts;
import dev.sluice.workbench.local.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.common.utils.Utils;

/** A job that reads without end. */
final class RunningJob implements AutoCloseable {
  private static final int POLL_MILLIS = 5;
  private static final int POLLS_TO_A_LOOK = 200;
  private static final int POLLS_TO_A_LINE = 1_000;
  private static final Duration SAVEPOINT_PATIENCE = Duration.ofMinutes(5);

  private final LocalCluster cluster;
  private final Workload workload;
  private final JobID id;
  private boolean ended;

  private RunningJob(LocalCluster cluster, Workload workload, JobID id) {
    this.cluster = cluster;
    this.workload = workload;
    this.id = id;
  }

  static RunningJob start(
      LocalCluster cluster, Workload workload, KafkaSettings kafka, List<String> options)
      throws InterruptedException {
    StreamExecutionEnvironment env = cluster.environment();
    workload.build(env, kafka, options.toArray(String[]::new));
    return new RunningJob(cluster, workload, cluster.submit(env, "load"));
  }

  JobID id() {
    return id;
  }

  /** What became of its records until now. */
  Accounts accounts() {
    return Accounts.of(cluster.counts(id, workload.operators()));
  }

  /**
   * Waits until so many records are accepted.
   *
   * @return false if they are not in this time
   * @throws Failure if the job has ended
   */
  boolean awaitAccepted(long records, Duration patience)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    for (int poll = 1; accounts().accepted() < records; poll++) {
      if (System.nanoTime() - start > patience.toNanos()) {
        return false;
      }
      if (poll % POLLS_TO_A_LOOK == 0) {
        requireRunning();
      }
      if (poll % POLLS_TO_A_LINE == 0) {
        System.out.printf("  %,d of %,d records accepted%n", accounts().accepted(), records);
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  /**
   * Holds that the job has not ended.
   *
   * @throws Failure with the cause if it has
   */
  void requireRunning() throws InterruptedException, ExecutionException {
    if (cluster.status(id).isGloballyTerminalState()) {
      ended = true;
      throw new Failure("the job has ended: " + cluster.await(id).getJobId());
    }
  }

  /**
   * Ends the job with a savepoint, which is removed again.
   *
   * @return bytes of the savepoint
   */
  long stop() throws Exception {
    Path folder = Files.createTempDirectory("sluice-load-");
    try {
      Path savepoint = cluster.stop(id, folder, SAVEPOINT_PATIENCE);
      ended = true;
      return StoredBytes.of(savepoint);
    } finally {
      Utils.delete(folder.toFile());
    }
  }

  /** Cancels the job unless it has ended. */
  @Override
  public void close() {
    try {
      if (!ended) {
        cluster.cancel(id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new Failure("the job was not cancelled: " + Failure.rootCause(e), e);
    }
  }
}
