// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

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
import java.util.Arrays;
import java.util.List;

/** A comparison of two classes on two variables, made up. */
final class AdaptationFixture {
  private AdaptationFixture() {}

  static AdaptationSnapshot snapshot() {
    return AdaptationSnapshot.newBuilder()
        .setExperimentId("lab")
        .setAsOf(1_700_000_000_000L)
        .setVariables(List.of("A", "B"))
        .setLearners(LearnerFamily.CONJUGATE)
        .setSamples(12_345)
        .setBurnIn(10_000)
        .setWindow(500)
        .setRunLength(20_000)
        .setRunLengthGuaranteed(false)
        .setRegime("shift-1")
        .setTargets(List.of("B"))
        .setRegimeSamples(345L)
        .setOracleLoss(1.5)
        .setLearnedGraph(List.of(List.of("A", "B")))
        .setShots(List.of(5L, 10L, 20L))
        .setExcesses(List.of(0.5))
        .setColumns(
            List.of(
                column(AdaptationModel.CAUSAL, AdaptationScope.NONE, 2.75, 0.0, 0.5),
                column(AdaptationModel.CAUSAL, AdaptationScope.ALL, 1.75, -0.25, 0.125),
                column(AdaptationModel.TABLE, AdaptationScope.ALL, 2.0, null, 0.25)))
        .setMechanisms(
            List.of(
                new WatchedMechanism("A", MechanismStatus.WATCHED, 2.4761, -0.0015, 0L, 1L, 0L, 0),
                new WatchedMechanism("B", MechanismStatus.PROBATION, null, null, 12L, 3L, 2L, 1)))
        .setEvents(
            List.of(
                new MechanismShift("B", 11_000L, 10_990L, 9.9, ShiftAction.REJECTED, ""),
                new MechanismShift("B", 12_024L, 12_001L, 9.9, ShiftAction.ADAPTED, "shift-1"),
                new MechanismShift("A", 12_340L, 12_300L, 9.9, ShiftAction.PROBATION, "shift-1")))
        .setDetection(new ShiftDetection(2L, 1L, 1L, 0L, 24.0, 0.5, 0.5))
        .setCpuMillis(3210.0)
        .build();
  }

  private static AdaptationColumn column(
      AdaptationModel model, AdaptationScope scope, double loss, Double transfer, double regret) {
    return AdaptationColumn.newBuilder()
        .setModel(model)
        .setScope(scope)
        .setCumulativeLoss(loss)
        .setWindowLoss(loss)
        .setWindowLossUnchanged(model == AdaptationModel.TABLE ? null : 0.625)
        .setWindowMechanismLosses(List.of(loss))
        .setRegret(regret)
        .setCurve(Arrays.asList(1.0, 0.5, 0.0, null))
        .setSamplesToExcess(List.of(10L))
        .setRelativeTransfer(transfer)
        .setForgetting(0.0625)
        .build();
  }
}
