// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorSettings;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A broker, a Flink cluster and the posterior job in this JVM; {@link #close} leaves nothing
 * behind.
 */
final class DemoSystem implements AutoCloseable {
  private static final int PARALLELISM = 2;
  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);

  /** Begins the names of the counters of one reason each. */
  private static final String REASON = "deadLettered.";

  private final Deque<Closeable> parts = new ArrayDeque<>();
  private KafkaSettings settings;
  private LocalCluster cluster;
  private JobID job;

  private DemoSystem() {}

  /**
   * Starts everything.
   *
   * @throws Failure if a port is taken or a part does not start; those that run are closed again
   */
  static DemoSystem start(int kafkaPort, int uiPort) throws Exception {
    DemoSystem system = new DemoSystem();
    try {
      system.startParts(kafkaPort, uiPort);
      return system;
    } catch (Exception e) {
      system.close();
      throw e;
    }
  }

  private void startParts(int kafkaPort, int uiPort) throws Exception {
    Configuration configuration = LocalConfiguration.of(PARALLELISM, uiPort, CHECKPOINTS, null);
    EmbeddedBroker broker = EmbeddedBroker.start("--kafka-port", kafkaPort, null);
    parts.push(broker::close);
    settings = KafkaSettings.of(broker.bootstrap());
    TopicCreation.create(settings, RunPosterior.TOPICS);
    cluster = LocalCluster.start(configuration);
    parts.push(cluster::close);
    StreamExecutionEnvironment environment = cluster.environment();
    PosteriorJob.build(environment, jobSettings(settings));
    job = cluster.submit(environment, "posterior");
  }

  /** The job's defaults, but a posterior that is never more than two seconds behind. */
  private static PosteriorSettings jobSettings(KafkaSettings kafka) {
    return new PosteriorSettings(
        kafka, false, "sluice-demo", 1.1, 1_000, 2_000, 1, 1.0, 8, 200, 100_000, 10_000, 600_000);
  }

  KafkaSettings settings() {
    return settings;
  }

  /** The job's page in Flink's dashboard. */
  URI dashboard() {
    return cluster.ui().resolve("/#/job/running/" + job);
  }

  /** What became of the samples so far. */
  Accounts samples() {
    return Accounts.of(cluster.counts(RunPosterior.SAMPLES));
  }

  /** Refused samples so far by reason, without the reasons that there were none for. */
  SortedMap<String, Long> reasons() {
    SortedMap<String, Long> reasons = new TreeMap<>();
    cluster
        .counts(RunPosterior.SAMPLES)
        .forEach(
            (name, count) -> {
              if (name.startsWith(REASON) && count > 0) {
                reasons.put(name.substring(REASON.length()), count);
              }
            });
    return reasons;
  }

  /** What became of the declarations so far. */
  Accounts declarations() {
    return Accounts.of(cluster.counts(RunPosterior.DECLARATIONS));
  }

  /**
   * Does nothing while the job runs.
   *
   * @throws Failure if it has failed
   */
  void check() throws Exception {
    JobStatus status = cluster.status(job);
    if (status.isGloballyTerminalState()) {
      cluster.await(job);
      throw new Failure("the job ended: " + status);
    }
  }

  /** Stops what was started, the last first; takes its time even if Ctrl-C is the reason. */
  @Override
  public void close() throws IOException {
    Thread.interrupted();
    if (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } finally {
        close();
      }
    }
  }
}
