// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.AdaptationSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftBoardTest {
  private final ShiftBoard board = new ShiftBoard("lab");

  @Test
  void beforeTheFirstSnapshot() {
    assertThat(board.progress(5)).isEqualTo("  5 s  lab           no comparison yet");
    assertThat(board.summary()).containsExactly("lab: no comparison");
    assertThat(board.samples()).isZero();
  }

  @Test
  void inTheBurnIn() {
    AdaptationSnapshot early = AdaptationFixture.snapshot();
    early.setSamples(7);
    early.setColumns(List.of());
    board.observe("lab", early);
    assertThat(board.progress(5)).isEqualTo("  5 s  lab                 7 samples   burn-in");
    assertThat(board.summary()).containsExactly("lab: 7 of 10,000 samples of the burn-in");
  }

  @Test
  void afterAShift() {
    board.observe("lab", AdaptationFixture.snapshot());
    assertThat(board.samples()).isEqualTo(12_345);
    assertThat(board.progress(35))
        .isEqualTo(
            " 35 s  lab            12,345 samples   in shift-1 for 345   regret 0.125 causal, 0.250"
                + " table   1 of 2 changes detected, 1 false alarms");
    assertThat(board.summary())
        .containsExactly(
            "lab in shift-1 for 345 samples: regret, nats per sample, by what goes on learning",
            "                 nothing       all   targets  detected   scratch",
            "causal             0.500     0.125         -         -         -",
            "table                  -     0.250         -         -         -",
            "1 of 2 changes detected, 1 false alarms");
  }
}
