// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static dev.sluice.jobs.gauges.Numbers.orNaN;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.ShiftDetection;
import dev.sluice.schemas.WatchedMechanism;
import java.util.function.ToDoubleFunction;

/**
 * What the dashboard and Prometheus see of the latest snapshots: sums over all live experiments,
 * and gauges of the busiest.
 */
final class AdaptationGauges {

  private AdaptationGauges() {}

  /** With gauges of their own for so many experiments of a subtask. */
  static Gauged<AdaptationSnapshot> of(int most) {
    return new Gauged<>(most, AdaptationGauges::numbers);
  }

  private static Numbers<AdaptationSnapshot> numbers() {
    return Numbers.of("experiment", AdaptationSnapshot::getSamples, AdaptationSnapshot::getAsOf)
        .sum("samples", AdaptationSnapshot::getSamples)
        .sum("alarms", AdaptationGauges::alarms)
        .sum("declaredShifts", s -> detection(s, ShiftDetection::getShifts))
        .sum("detectedShifts", s -> detection(s, ShiftDetection::getDetected))
        .sum("falseAlarms", s -> detection(s, ShiftDetection::getFalseAlarms))
        .sum("undeclaredAlarms", s -> detection(s, ShiftDetection::getUndeclared))
        .sum("cpuMillis", orNaN(AdaptationSnapshot::getCpuMillis))
        .withTotals();
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
