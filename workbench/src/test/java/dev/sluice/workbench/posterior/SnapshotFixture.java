// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SnapshotStructurePrior;
import java.util.List;
import java.util.Map;

/** A snapshot of three variables, made up. */
public final class SnapshotFixture {
  private SnapshotFixture() {}

  public static PosteriorSnapshot snapshot(String... variables) {
    List<String> names = List.of(variables);
    return PosteriorSnapshot.newBuilder()
        .setExperimentId("lab")
        .setAsOf(1_700_000_000_000L)
        .setSamples(12_345)
        .setSamplesByRegime(Map.of("", 10_000L, names.get(0), 2_000L, names.get(2), 345L))
        .setMethod(PosteriorMethod.ENUMERATION)
        .setStructurePrior(SnapshotStructurePrior.UNIFORM)
        .setPriorScale(0.5)
        .setLogEvidence(-1234.5)
        .setVariables(names)
        .setEdges(
            List.of(
                List.of(0.0, 0.9981, 0.304), List.of(0.0004, 0.0, 0.62), List.of(0.071, 0.2, 0.0)))
        .setExpectedEdges(2.1935)
        .setEntropy(1.7344)
        .setMapGraph(
            List.of(List.of(names.get(0), names.get(1)), List.of(names.get(1), names.get(2))))
        .setExpectedShd(0.7569)
        .setAuroc(0.875)
        .setBrier(0.0512)
        .setRefreshMillis(0.84)
        .build();
  }
}
