// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearningMethod;
import dev.sluice.schemas.PredictedTarget;
import java.util.List;
import java.util.Map;

/** The record of discovery with every field set, for {@link Records}. */
final class DiscoveryRecords {
  private DiscoveryRecords() {}

  static DiscoverySnapshot snapshot() {
    List<List<Double>> beliefs = List.of(List.of(0.0, 0.125), List.of(1.0 / 3, 0.0));
    List<List<String>> edge = List.of(List.of("Größe", "MECH"));
    return DiscoverySnapshot.newBuilder()
        .setExperimentId("marks")
        .setAsOf(1_700_000_000_000L)
        .setSamples(20_512)
        .setMethod(LearningMethod.DSDI)
        .setVariables(List.of("MECH", "Größe"))
        .setFailure("edges[0][1] is NaN, not a finite number")
        .setFailureReason(FailureReason.NOT_FINITE)
        .setEdges(beliefs)
        .setExistence(List.of(List.of(0.0, 0.25), List.of(2.0 / 3, 0.0)))
        .setOrientation(List.of(List.of(0.0, 0.5), List.of(0.5, 0.0)))
        .setGraph(edge)
        .setAcyclicGraph(edge)
        .setConfounded(List.of(List.of("MECH", "Größe", 0.375)))
        .setPredictedTargets(
            List.of(new PredictedTarget("summer", "Größe", 0.75, List.of(0.25, 0.75))))
        .setEpochs(3L)
        .setSteps(3300L)
        .setFitSteps(3000L)
        .setGraphSteps(300L)
        .setRows(10_400L)
        .setRowsByRegime(Map.of("MECH,Größe", 10_400L))
        .setLoss(1.0 / 3)
        .setEntropy(1e-300)
        .setExpectedShd(0.875)
        .setShd(0)
        .setAuroc(0.973)
        .setBrier(0.0625)
        .setTrainingSeconds(123.456)
        .setTargetScores(TargetingRecords.scores())
        .build();
  }
}
