// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.workbench.posterior.SnapshotFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoBoardTest {
  private final DemoBoard board = new DemoBoard(List.of("lab", "large", "silent"));

  DemoBoardTest() {
    board.observe("lab", SnapshotFixture.snapshot("A", "B", "C"));
    board.observe("lab", SnapshotFixture.snapshot("A", "B", "C"));
    PosteriorSnapshot large = SnapshotFixture.snapshot("A", "B", "C");
    large.setSamples(7);
    large.setEntropy(null);
    large.setAuroc(null);
    large.setRefreshMillis(2345.67);
    board.observe("large", large);
  }

  @Test
  void aLinePerExperiment() {
    assertThat(board.progress(5))
        .containsExactly(
            "  5 s  lab            12,345 samples   E-SHD   0.76   AUROC 0.8750   entropy 1.73 nats"
                + "   refresh     0.8 ms",
            "  5 s  large               7 samples   E-SHD   0.76   AUROC -        2.19 edges       "
                + "   refresh  2345.7 ms",
            "  5 s  silent        no posterior yet");
  }

  @Test
  void finalTable() {
    assertThat(board.summary())
        .containsExactly(
            "experiment     variables   samples refreshes    E-SHD    AUROC    Brier refresh ms",
            "lab                    3    12,345         2    0.757   0.8750   0.0512        0.8",
            "large                  3         7         1    0.757        -   0.0512     2345.7",
            "silent         no posterior");
  }

  @Test
  void anExperimentWithoutResultsSaysWhy() {
    board.observe(
        "silent",
        PosteriorSnapshot.newBuilder()
            .setExperimentId("silent")
            .setAsOf(0)
            .setSamples(40)
            .setVariables(List.of("A"))
            .setFailure("too little memory")
            .build());

    assertThat(board.progress(5).get(2))
        .isEqualTo("  5 s  silent             40 samples   no results: too little memory");
    assertThat(board.summary().get(3))
        .isEqualTo("silent                 1        40         1  no results: too little memory");
  }

  @Test
  void samplesOfTheLatestPosterior() {
    assertThat(board.samples("lab")).isEqualTo(12_345);
    assertThat(board.samples("silent")).isZero();
  }
}
