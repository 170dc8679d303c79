// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.schemas.PosteriorSnapshot;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What the dashboard and Prometheus see of the refreshes of one subtask: {@code refreshMillis} (a
 * histogram), {@code refreshFailures} and, for the first {@value #MOST_EXPERIMENTS} experiments,
 * gauges in the group {@code experiment.<id>}. Flink cannot take a gauge back, so those of an ended
 * experiment show NaN.
 */
final class RefreshMetrics {

  private static final int MOST_EXPERIMENTS = 1000;
  private static final int WINDOW = 1000;

  private final MetricGroup group;
  private final Histogram durations;
  private final Counter failures;
  private final Map<String, PosteriorSnapshot> latest = new ConcurrentHashMap<>();
  private final Set<String> withGauges = new HashSet<>();

  RefreshMetrics(MetricGroup group) {
    this.group = group;
    durations = group.histogram("refreshMillis", new DescriptiveStatisticsHistogram(WINDOW));
    failures = group.counter("refreshFailures");
  }

  void refreshed(PosteriorSnapshot snapshot) {
    durations.update(Math.round(snapshot.getRefreshMillis()));
    String id = snapshot.getExperimentId();
    latest.put(id, snapshot);
    if (withGauges.size() < MOST_EXPERIMENTS && withGauges.add(id)) {
      MetricGroup experiment = group.addGroup("experiment", id);
      gauge(experiment, id, "samples", PosteriorSnapshot::getSamples);
      gauge(experiment, id, "logEvidence", PosteriorSnapshot::getLogEvidence);
      gauge(experiment, id, "expectedEdges", PosteriorSnapshot::getExpectedEdges);
      gauge(experiment, id, "entropyNats", s -> orNaN(s.getEntropy()));
      gauge(experiment, id, "expectedShd", s -> orNaN(s.getExpectedShd()));
      gauge(experiment, id, "auroc", s -> orNaN(s.getAuroc()));
      gauge(experiment, id, "refreshMillis", PosteriorSnapshot::getRefreshMillis);
    }
  }

  void failed() {
    failures.inc();
  }

  void ended(String experimentId) {
    latest.remove(experimentId);
  }

  private void gauge(
      MetricGroup experiment, String id, String name, ToDoubleFunction<PosteriorSnapshot> value) {
    experiment.gauge(
        name,
        () -> {
          PosteriorSnapshot snapshot = latest.get(id);
          return snapshot == null ? Double.NaN : value.applyAsDouble(snapshot);
        });
  }

  private static double orNaN(Double value) {
    return value == null ? Double.NaN : value;
  }
}
