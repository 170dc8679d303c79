// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the dashboard and Prometheus see of the latest snapshots of one subtask: for the first
 * {@value #MOST_EXPERIMENTS} experiments, gauges in the group {@code experiment.<id>}. Flink cannot
 * take a gauge back, so those of an ended experiment show NaN.
 *
 * @param <S> type of snapshots
 */
public final class ExperimentGauges<S> {

  private static final int MOST_EXPERIMENTS = 1000;

  private final MetricGroup group;
  private final Map<String, ToDoubleFunction<S>> numbers;
  private final Map<String, S> latest = new ConcurrentHashMap<>();
  private final Set<String> withGauges = new HashSet<>();

  /**
   * Gauges that show nothing yet.
   *
   * @param numbers by the names of their gauges
   */
  public ExperimentGauges(MetricGroup group, Map<String, ToDoubleFunction<S>> numbers) {
    this.group = group;
    this.numbers = numbers;
  }

  /**
   * Registers a gauge of the sum of a number over the latest snapshots of live experiments, where
   * it is known.
   */
  public void total(String name, ToDoubleFunction<S> number) {
    group.gauge(
        name,
        () -> latest.values().stream().mapToDouble(number).filter(n -> !Double.isNaN(n)).sum());
  }

  /** Shows a snapshot. */
  public void show(String experimentId, S snapshot) {
    latest.put(experimentId, snapshot);
    if (withGauges.size() < MOST_EXPERIMENTS && withGauges.add(experimentId)) {
      MetricGroup experiment = group.addGroup("experiment", experimentId);
      numbers.forEach((name, number) -> gauge(experiment, experimentId, name, number));
    }
  }

  /** Shows nothing more of an experiment. */
  public void ended(String experimentId) {
    latest.remove(experimentId);
  }

  private void gauge(MetricGroup experiment, String id, String name, ToDoubleFunction<S> number) {
    experiment.gauge(
        name,
        () -> {
          S snapshot = latest.get(id);
          return snapshot == null ? Double.NaN : number.applyAsDouble(snapshot);
        });
  }
}
