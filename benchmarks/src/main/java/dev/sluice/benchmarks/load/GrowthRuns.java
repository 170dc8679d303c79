// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.time.Duration;
import java.util.Map;

/**
 * Runs of one job after another in this process. Of the CPU seconds of a run those are taken off
 * that the same job takes for a topic of one record.
 */
final class GrowthRuns {
  private static final int WARM_RUNS = 2;
  private static final int EMPTY_RUNS = 7;
  private static final double MILLION = 1e6;

  private final String bootstrap;
  private final Duration patience;
  private int topics;
  private MeasuredJob job;

  GrowthRuns(String bootstrap, Duration patience) {
    this.bootstrap = bootstrap;
    this.patience = patience;
  }

  /** What one run took. */
  private record Run(double cpuSeconds, double seconds, long stateBytes, long heapBytes) {}

  /** Topics of their own for a workload, with its declarations. */
  GrowthTopic topic(Workload workload, int partitions) {
    KafkaSettings kafka =
        new KafkaSettings(
            bootstrap,
            "growth" + topics++ + ".",
            Delivery.AT_LEAST_ONCE,
            WireFormat.JSON,
            null,
            KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
            Map.of());
    return new GrowthTopic(workload, kafka, partitions);
  }

  /** Turns to another job, and warms it up. */
  void begin(MeasuredJob next, Workload workload, int records) throws Exception {
    job = next;
    try (GrowthTopic topic = topic(workload, 1);
        LocalCluster cluster = cluster(1)) {
      topic.fill(records);
      for (int i = 0; i < WARM_RUNS; i++) {
        Run run = run(cluster, topic, records, false);
        System.out.printf("%s: warm-up %s%n", job.label(), run);
      }
    }
  }

  private static LocalCluster cluster(int parallelism) {
    return LocalCluster.start(LocalConfiguration.of(parallelism, 0, Duration.ZERO, null));
  }

  /**
   * Measures a job on the first records of a topic, or on all.
   *
   * @param value of the dimension
   * @param records that the topic is filled to
   */
  GrowthPoint measure(GrowthTopic topic, int value, int records, int rounds, int parallelism)
      throws Exception {
    try (LocalCluster cluster = cluster(parallelism)) {
      double empty = empty(cluster, topic.workload());
      topic.fill(records);
      double[] cpu = new double[rounds];
      double fastest = Double.POSITIVE_INFINITY;
      Run last = null;
      for (int round = 0; round < rounds; round++) {
        last = run(cluster, topic, records, round == rounds - 1);
        if (last == null) {
          System.out.printf("%s, %,d: not within %s%n", job.label(), value, patience);
          return GrowthPoint.tooLong(value, records);
        }
        cpu[round] = (last.cpuSeconds - empty) * MILLION / records;
        fastest = Math.min(fastest, last.seconds);
        System.out.printf(
            "%s, %,d: round %d of %d, %,d records, %.2f CPU seconds a million (start-up %.2f)%n",
            job.label(), value, round + 1, rounds, records, cpu[round], empty);
      }
      return new GrowthPoint(
          value,
          records,
          Quartiles.of(cpu),
          records / fastest,
          last.stateBytes,
          last.heapBytes);
    }
  }

  /** Median CPU seconds for a topic of one record. */
  private double empty(LocalCluster cluster, Workload workload) throws Exception {
    try (GrowthTopic topic = topic(workload, 1)) {
      topic.fill(1);
      double[] cpu = new double[EMPTY_RUNS];
      for (int i = 0; i < EMPTY_RUNS; i++) {
        Run run = run(cluster, topic, 1, false);
        cpu[i] = run == null ? Double.NaN : run.cpuSeconds;
      }
      return Quartiles.of(cpu).median();
    }
  }

  /** One run; null if it takes too long. */
  private Run run(LocalCluster cluster, GrowthTopic topic, int records, boolean weigh)
      throws Exception {
    System.gc(); // what the run before left is not this one's
    double cpu = ThisProcess.cpuSeconds();
    long start = System.nanoTime();
    try (RunningJob running =
        RunningJob.start(cluster, topic.workload(), topic.kafka(), job.options())) {
      long target = topic.workload().accepted(records);
      if (!running.awaitAccepted(target, patience)) {
        return null;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      cpu = ThisProcess.cpuSeconds() - cpu;
      if (!weigh) {
        return new Run(cpu, seconds, 0, 0);
      }
      long heap = ThisProcess.heapAfterCollection();
      return new Run(cpu, seconds, running.stop(), heap);
    }
  }
}
