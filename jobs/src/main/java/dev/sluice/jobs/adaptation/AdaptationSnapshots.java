// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.adaptation.AdaptationReport;
import dev.sluice.models.adaptation.Observation;
import dev.sluice.models.adaptation.ShiftEvent;
import dev.sluice.models.graph.Dag;
import dev.sluice.schemas.AdaptationColumn;
import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationScope;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.LearnerFamily;
import dev.sluice.schemas.MechanismShift;
import dev.sluice.schemas.MechanismStatus;
import dev.sluice.schemas.ShiftAction;
import dev.sluice.schemas.ShiftDetection;
import dev.sluice.schemas.WatchedMechanism;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Puts reports into their wire form. */
final class AdaptationSnapshots {

  private AdaptationSnapshots() {}

  /** The report of an experiment as it stands. */
  static AdaptationSnapshot of(
      Declaration declaration,
      ModelSettings settings,
      RunningComparison running,
      AdaptationReport report) {
    List<String> variables = List.of(declaration.variables());
    return begin(declaration, settings)
        .setAsOf(running.asOf())
        .setSamples(report.samples())
        .setRunLengthGuaranteed(report.runLengthGuaranteed())
        .setRegime(report.regime())
        .setTargets(targets(report.targets(), variables))
        .setRegimeSamples(report.regimeSamples())
        .setOracleLoss(orNull(report.oracleLoss()))
        .setLearnedGraph(
            running.learned() == null
                ? null
                : declaration.edgeNames(Dag.ofParents(running.learned())))
        .setShots(AdaptationReport.SHOTS.stream().map(Integer::longValue).toList())
        .setExcesses(AdaptationReport.EXCESSES)
        .setColumns(report.columns().stream().map(AdaptationSnapshots::column).toList())
        .setMechanisms(mechanisms(report.mechanisms(), variables))
        .setEvents(report.events().stream().map(event -> event(event, variables)).toList())
        .setEarlierEvents(earlierEvents(report))
        .setDetection(detection(report.detection()))
        .setCpuMillis(running.cpuNanos() / 1e6)
        .build();
  }

  /**
   * The word of an experiment whose comparison failed.
   *
   * @param last how it stood before; null if it never began
   */
  static AdaptationSnapshot failed(
      Declaration declaration, ModelSettings settings, RunningComparison last, Failure failure) {
    boolean began = last != null && last.asOf() != Long.MIN_VALUE;
    return begin(declaration, settings)
        .setFailure(failure.text())
        .setFailureReason(failure.reason())
        .setAsOf(began ? last.asOf() : declaration.declaredAt())
        .setSamples(began ? last.state().samples() : 0)
        .setCpuMillis(began ? last.cpuNanos() / 1e6 : 0.0)
        .build();
  }

  /** What is the same whatever becomes of the comparison. */
  private static AdaptationSnapshot.Builder begin(Declaration declaration, ModelSettings settings) {
    return AdaptationSnapshot.newBuilder()
        .setExperimentId(declaration.experimentId())
        .setVariables(List.of(declaration.variables()))
        .setLearners(LearnerFamily.valueOf(settings.learners().name()))
        .setBurnIn(settings.engine().burnIn())
        .setWindow(settings.engine().window())
        .setRunLength(settings.engine().runLength());
  }

  /** Alarms before those that are listed. */
  private static long earlierEvents(AdaptationReport report) {
    long alarms = report.mechanisms().stream().mapToLong(AdaptationReport.Mechanism::alarms).sum();
    return alarms - report.events().size();
  }

  private static List<String> targets(long mask, List<String> variables) {
    if (mask == Observation.UNKNOWN) {
      return null;
    }
    return IntStream.range(0, variables.size())
        .filter(v -> (mask >>> v & 1) != 0)
        .mapToObj(variables::get)
        .toList();
  }

  private static AdaptationColumn column(AdaptationReport.Column column) {
    return new AdaptationColumn(
        AdaptationModel.valueOf(column.model().name()),
        AdaptationScope.valueOf(column.scope().name()),
        orNull(column.cumulativeLoss()),
        orNull(column.windowLoss()),
        orNull(column.windowLossUnchanged()),
        orNulls(column.windowMechanismLosses()),
        orNull(column.regret()),
        orNulls(column.curve()),
        Arrays.stream(column.samplesToExcess())
            .mapToObj(shots -> shots < 0 ? null : shots)
            .toList(),
        orNull(column.relativeTransfer()),
        orNull(column.forgetting()),
        orNull(column.locality()));
  }

  private static List<WatchedMechanism> mechanisms(
      List<AdaptationReport.Mechanism> mechanisms, List<String> variables) {
    List<WatchedMechanism> watched = new ArrayList<>();
    for (int v = 0; v < mechanisms.size(); v++) {
      AdaptationReport.Mechanism mechanism = mechanisms.get(v);
      watched.add(
          new WatchedMechanism(
              variables.get(v),
              MechanismStatus.valueOf(mechanism.status().name()),
              orNull(mechanism.logEvidence()),
              orNull(mechanism.centredLoss()),
              mechanism.alarms(),
              mechanism.adwinAlarms(),
              mechanism.pageHinkleyAlarms(),
              mechanism.library()));
    }
    return watched;
  }

  static MechanismShift event(ShiftEvent event, List<String> variables) {
    return new MechanismShift(
        variables.get(event.mechanism()),
        event.alarmAt(),
        event.changeAt() == ShiftEvent.NO_CHANGE ? null : event.changeAt(),
        orNull(event.logEvidence()),
        ShiftAction.valueOf(event.action().name()),
        event.regime());
  }

  private static ShiftDetection detection(AdaptationReport.Detection detection) {
    return new ShiftDetection(
        detection.shifts(),
        detection.detected(),
        detection.falseAlarms(),
        detection.undeclared(),
        orNull(detection.meanDelay()),
        orNull(detection.precision()),
        orNull(detection.recall()));
  }

  private static List<Double> orNulls(double[] values) {
    return Arrays.stream(values).mapToObj(AdaptationSnapshots::orNull).toList();
  }

  /** A number as it is in a snapshot: what is not finite is not defined. */
  private static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
