// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How jobs are soaked.
 *
 * @param minutes at half of the sustainable rate
 * @param checkpoints their interval
 * @param window how long a rate is tried
 * @param start the first rate that is tried, records a second
 * @param bisections tries between the last rate that was borne and the first that was not
 * @param rate records a second that are soaked without a search; 0 for half of the sustainable rate
 */
record SoakSettings(
    double minutes,
    Duration checkpoints,
    Duration window,
    double start,
    int bisections,
    double rate) {

  private static final int KEYS = 8;
  private static final int WIDTH = 6;
  private static final int MODELS = 4;
  private static final int SCENARIOS = 50;

  static int keys(MeasuredJob job) {
    return job == MeasuredJob.SURVEY ? MODELS : KEYS;
  }

  static int width(MeasuredJob job) {
    return job == MeasuredJob.SURVEY ? SCENARIOS : WIDTH;
  }

  /**
   * The options of a job. Records of what was never declared are given up soon, so that all are
   * accounted for. With one bucket the statistics have samples in their order, so that a snapshot
   * of n samples is one of the first n.
   */
  static List<String> options(MeasuredJob job) {
    List<String> soaked =
        switch (job) {
          case POSTERIOR -> List.of("--buckets=1", "--waiting-samples=100", "--waiting-time=5s");
          case ADAPTATION -> List.of("--waiting-samples=100", "--waiting-time=5s");
          case SURVEY -> List.of("--waiting-answers=100", "--waiting-time=5s");
          case DISCOVERY -> throw new IllegalArgumentException("discovery shows rounds alone");
        };
    return Stream.concat(job.options().stream(), soaked.stream()).toList();
  }

  /** Seconds between two full collections: at least six and at most sixty in a run. */
  double collectionSeconds() {
    return Math.max(5, Math.min(60, minutes * 60 / 30));
  }
}
