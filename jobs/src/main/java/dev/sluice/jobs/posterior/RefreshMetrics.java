// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.experiment.ExperimentGauges;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the dashboard and Prometheus see of the refreshes of one subtask: {@code refreshMillis} (a
 * histogram), {@code refreshFailures} and gauges of each experiment.
 */
final class RefreshMetrics {

  private static final int WINDOW = 1000;

  private final Histogram durations;
  private final Counter failures;
  private final ExperimentGauges<PosteriorSnapshot> gauges;

  RefreshMetrics(MetricGroup group) {
    durations = group.histogram("refreshMillis", new DescriptiveStatisticsHistogram(WINDOW));
    failures = group.counter("refreshFailures");
    gauges =
        new ExperimentGauges<>(
            group,
            Map.of(
                "samples", PosteriorSnapshot::getSamples,
                "logEvidence", s -> orNaN(s.getLogEvidence()),
                "expectedEdges", s -> orNaN(s.getExpectedEdges()),
                "entropyNats", s -> orNaN(s.getEntropy()),
                "expectedShd", s -> orNaN(s.getExpectedShd()),
                "auroc", s -> orNaN(s.getAuroc()),
                "refreshMillis", s -> orNaN(s.getRefreshMillis())));
  }

  void refreshed(PosteriorSnapshot snapshot) {
    if (snapshot.getRefreshMillis() != null) {
      durations.update(Math.round(snapshot.getRefreshMillis()));
    }
    gauges.show(snapshot.getExperimentId(), snapshot);
  }

  void failed() {
    failures.inc();
  }

  void ended(String experimentId) {
    gauges.ended(experimentId);
  }

  private static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }
}
