// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.SnapshotGauges;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.ShiftDetection;
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
          "declaredShifts", s -> detection(s, ShiftDetection::getShifts),
          "detectedShifts", s -> detection(s, ShiftDetection::getDetected),
          "falseAlarms", s -> detection(s, ShiftDetection::getFalseAlarms),
          "undeclaredAlarms", s -> detection(s, ShiftDetection::getUndeclared),
          "cpuMillis", SnapshotGauges.orNaN(AdaptationSnapshot::getCpuMillis));

  private AdaptationMetrics() {}

  static SnapshotGauges<AdaptationSnapshot> open(MetricGroup group) {
    SnapshotGauges<AdaptationSnapshot> gauges = new SnapshotGauges<>(group, "experiment", NUMBERS);
    NUMBERS.forEach(gauges::total);
    return gauges;
  }

  private static double detection(
      AdaptationSnapshot snapshot, ToDoubleFunction<ShiftDetection> number) {
    ShiftDetection detection = snapshot.getDetection();
    return detection == null ? Double.NaN : number.applyAsDouble(detection);
  }

  private static double alarms(AdaptationSnapshot snapshot) {
    return snapshot.getMechanisms().stream().mapToLong(WatchedMechanism::getAlarms).sum();
  }
}
