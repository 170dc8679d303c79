// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.LearningMethod;
import java.util.List;
import java.util.Map;

/** Snapshots of beliefs in three variables. */
public final class BeliefsFixture {
  private BeliefsFixture() {}

  public static DiscoverySnapshot snapshot() {
    return DiscoverySnapshot.newBuilder()
        .setExperimentId("lab")
        .setAsOf(1_700_000_000_000L)
        .setSamples(12_345)
        .setMethod(LearningMethod.ENCO)
        .setVariables(List.of("A", "B", "C"))
        .setEdges(
            List.of(
                List.of(0.0, 0.9981, 0.304), List.of(0.0004, 0.0, 0.62), List.of(0.071, 0.2, 0.0)))
        .setExistence(
            List.of(List.of(0.0, 1.0, 0.38), List.of(0.5, 0.0, 0.775), List.of(0.355, 1.0, 0.0)))
        .setOrientation(
            List.of(List.of(0.0, 0.9981, 0.8), List.of(0.0019, 0.0, 0.8), List.of(0.2, 0.2, 0.0)))
        .setGraph(List.of(List.of("A", "B"), List.of("B", "C")))
        .setAcyclicGraph(List.of(List.of("A", "B"), List.of("B", "C")))
        .setEpochs(3L)
        .setSteps(3300L)
        .setFitSteps(3000L)
        .setGraphSteps(300L)
        .setRows(2_600L)
        .setRowsByRegime(Map.of("", 2_000L, "A", 200L, "A,B", 400L))
        .setLoss(1.25)
        .setEntropy(1.7344)
        .setExpectedShd(0.7569)
        .setShd(1)
        .setAuroc(0.875)
        .setBrier(0.0512)
        .setTrainingSeconds(2.54)
        .build();
  }
}
