// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.benchmarks.workload.Workload;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.time.Duration;

/**
 * Runs of one job after another in this process. Of the CPU seconds of a run those are taken off
 * that the same job takes for a topic of one record.
 */
final class GrowthRuns {
  private static final int WARM_RUNS = 2;
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
  private record Run(
      double cpuSeconds, double seconds, double course, long stateBytes, long heapBytes) {}

  /** Topics of their own for a workload, with its declarations. */
  GrowthTopic topic(Workload workload, int partitions) {
    KafkaSettings kafka =
        OwnTopics.settings(bootstrap, "growth" + topics++ + ".", Delivery.AT_LEAST_ONCE);
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
    try (LocalCluster cluster = cluster(parallelism);
        GrowthTopic one = topic(topic.workload(), topic.partitions())) {
      one.fill(1);
      topic.fill(records);
      double[] cpu = new double[rounds];
      double[] course = new double[rounds];
      double fastest = Double.POSITIVE_INFINITY;
      Run last = null;
      for (int round = 0; round < rounds; round++) {
        Run start = run(cluster, one, 1, false); // just before, for the machine changes
        last = start == null ? null : run(cluster, topic, records, round == rounds - 1);
        if (last == null) {
          System.out.printf("%s, %,d: not within %s%n", job.label(), value, patience);
          return GrowthPoint.tooLong(value, records);
        }
        cpu[round] = (last.cpuSeconds - start.cpuSeconds) * MILLION / records;
        course[round] = last.course;
        fastest = Math.min(fastest, last.seconds);
        System.out.printf(
            "%s, %,d: round %d of %d, %,d records, %.2f CPU seconds a million (start-up %.2f),"
                + " course %.2f%n",
            job.label(),
            value,
            round + 1,
            rounds,
            records,
            cpu[round],
            start.cpuSeconds,
            course[round]);
      }
      return new GrowthPoint(
          value,
          records,
          Quartiles.of(cpu),
          Quartiles.of(course).median(),
          records / fastest,
          last.stateBytes,
          last.heapBytes);
    }
  }

  /** One run; null if it takes too long. */
  private Run run(LocalCluster cluster, GrowthTopic topic, int records, boolean weigh)
      throws Exception {
    System.gc(); // what the run before left is not this one's
    double start = ThisProcess.cpuSeconds();
    try (RunningJob running =
        RunningJob.start(cluster, topic.workload(), topic.kafka(), job.options())) {
      Mark first = Mark.at(running, topic.workload().accepted(0) + 1, patience);
      Mark early = Mark.at(running, topic.workload().accepted(records / 100), patience);
      Mark middle = Mark.at(running, topic.workload().accepted(records / 10), patience);
      Mark end = Mark.at(running, topic.workload().accepted(records), patience);
      if (end == null) {
        return null;
      }
      double seconds = (end.nanos - first.nanos) / 1e9;
      double course = middle.to(end) / early.to(middle);
      double cpu = end.cpuSeconds - start;
      if (!weigh) {
        return new Run(cpu, seconds, course, 0, 0);
      }
      long heap = ThisProcess.heapAfterCollection();
      return new Run(cpu, seconds, course, running.stop(), heap);
    }
  }

  /** How far a run is. */
  private record Mark(long accepted, double cpuSeconds, long nanos) {

    /** Waits for so many accepted records; null if it takes too long. */
    static Mark at(RunningJob running, long records, Duration patience) throws Exception {
      return running.awaitAccepted(records, patience)
          ? new Mark(running.accounts().accepted(), ThisProcess.cpuSeconds(), System.nanoTime())
          : null;
    }

    /** CPU seconds per record from here to there. */
    double to(Mark later) {
      return (later.cpuSeconds - cpuSeconds) / (later.accepted - accepted);
    }
  }
}
