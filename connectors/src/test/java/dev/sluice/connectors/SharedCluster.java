// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Flink cluster of all test classes that run in this JVM; JUnit closes it after the last. */
final class SharedCluster implements AutoCloseable {

  private final InMemoryReporter reporter = InMemoryReporter.createWithRetainedMetrics();
  private final JobMetrics metrics = new JobMetrics(reporter);
  private final MiniCluster cluster;

  /** The last of all TaskManagers that have been started, and whether it still lives. */
  private int taskManager;

  private boolean alive = true;

  private SharedCluster(int slots) {
    Configuration configuration =
        new Configuration()
            .set(RestOptions.BIND_PORT, "0")
            // For RocksDB; taken only when it is needed.
            .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(reporter.addToConfiguration(configuration))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
    } catch (Exception e) {
      throw new IllegalStateException("the Flink cluster does not start", e);
    }
  }

  /** The cluster of this run, started by the first who asks. */
  static SharedCluster of(ExtensionContext context, int slots) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
        .getOrComputeIfAbsent(
            SharedCluster.class, key -> new SharedCluster(slots), SharedCluster.class);
  }

  MiniCluster cluster() {
    return cluster;
  }

  JobMetrics metrics() {
    return metrics;
  }

  void loseTaskManager() throws Exception {
    cluster.terminateTaskManager(taskManager).get();
    alive = false;
  }

  void replaceTaskManager() throws Exception {
    cluster.startTaskManager();
    taskManager++;
    alive = true;
  }

  /** Leaves the cluster as it was: no job runs, a TaskManager lives. */
  void cancelJobs() throws Exception {
    List<JobID> running = new ArrayList<>();
    for (JobStatusMessage job : cluster.listJobs().get()) {
      if (!job.getJobState().isGloballyTerminalState()) {
        running.add(job.getJobId());
      }
    }
    for (JobID job : running) {
      cluster.cancelJob(job).get();
    }
    for (JobID job : running) {
      cluster.requestJobResult(job).get();
    }
    if (!alive) {
      replaceTaskManager();
    }
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
