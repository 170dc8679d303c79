// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.AdaptationColumn;
import dev.sluice.schemas.AdaptationModel;
import dev.sluice.schemas.AdaptationScope;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearnerFamily;
import dev.sluice.schemas.MechanismShift;
import dev.sluice.schemas.MechanismStatus;
import dev.sluice.schemas.ShiftAction;
import dev.sluice.schemas.ShiftDetection;
import dev.sluice.schemas.WatchedMechanism;
import java.util.Arrays;
import java.util.List;

/** The record of adaptation with every field set, for {@link Records}. */
final class AdaptationRecords {
  private AdaptationRecords() {}

  static AdaptationSnapshot snapshot() {
    return AdaptationSnapshot.newBuilder()
        .setExperimentId("marks")
        .setAsOf(1_700_000_000_000L)
        .setVariables(List.of("MECH", "Größe"))
        .setFailure("the model of 40 variables needs 3 GB, the job has 1 GB")
        .setFailureReason(FailureReason.MEMORY)
        .setLearners(LearnerFamily.NEURAL)
        .setSamples(20_512)
        .setBurnIn(20_000)
        .setWindow(500)
        .setRunLength(20_000)
        .setRunLengthGuaranteed(true)
        .setRegime("summer")
        .setTargets(List.of("Größe"))
        .setRegimeSamples(12L)
        .setOracleLoss(1.0 / 3)
        .setLearnedGraph(List.of(List.of("MECH", "Größe")))
        .setShots(List.of(5L, 10L, 20L))
        .setExcesses(List.of(0.5, 0.1))
        .setColumns(List.of(column()))
        .setMechanisms(
            List.of(
                new WatchedMechanism("Größe", MechanismStatus.PROBATION, 9.9, 0.25, 2L, 1L, 3L, 4)))
        .setEvents(
            List.of(
                new MechanismShift(
                    "Größe", 20_510L, 20_501L, 9.9034875525, ShiftAction.RECALLED, "summer")))
        .setEarlierEvents(968L)
        .setDetection(new ShiftDetection(4L, 3L, 1L, 2L, 27.5, 0.75, 0.75))
        .setCpuMillis(123.456)
        .build();
  }

  private static AdaptationColumn column() {
    return AdaptationColumn.newBuilder()
        .setModel(AdaptationModel.LEARNED)
        .setScope(AdaptationScope.DETECTED_TARGET)
        .setCumulativeLoss(1.5)
        .setWindowLoss(1.25)
        .setWindowLossUnchanged(0.125)
        .setWindowMechanismLosses(Arrays.asList(0.125, null))
        .setRegret(0.0625)
        .setCurve(Arrays.asList(0.5, 0.1, null))
        .setSamplesToExcess(Arrays.asList(5L, null))
        .setRelativeTransfer(-0.5)
        .setForgetting(0.01)
        .setLocality(0.99)
        .build();
  }
}
