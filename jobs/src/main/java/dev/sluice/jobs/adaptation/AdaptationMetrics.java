// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.experiment.ExperimentGauges;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.WatchedMechanism;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the dashboard and Prometheus see of the latest snapshots of one subtask: sums over its live
 * experiments, and gauges of each. All begin anew after a restart, with the first snapshots.
 */
final class AdaptationMetrics {

  private static final Map<String, ToDoubleFunction<AdaptationSnapshot>> NUMBERS =
      Map.of(
          "samples", AdaptationSnapshot::getSamples,
          "alarms", AdaptationMetrics::alarms,
          "declaredShifts", s -> s.getDetection().getShifts(),
          "detectedShifts", s -> s.getDetection().getDetected(),
          "falseAlarms", s -> s.getDetection().getFalseAlarms(),
          "undeclaredAlarms", s -> s.getDetection().getUndeclared(),
          "cpuMillis", AdaptationSnapshot::getCpuMillis);

  private AdaptationMetrics() {}

  static ExperimentGauges<AdaptationSnapshot> open(MetricGroup group) {
    ExperimentGauges<AdaptationSnapshot> gauges = new ExperimentGauges<>(group, NUMBERS);
    NUMBERS.forEach(gauges::total);
    return gauges;
  }

  private static double alarms(AdaptationSnapshot snapshot) {
    return snapshot.getMechanisms().stream().mapToLong(WatchedMechanism::getAlarms).sum();
  }
}
