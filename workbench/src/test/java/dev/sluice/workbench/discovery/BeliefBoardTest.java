// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import org.junit.jupiter.api.Test;

class BeliefBoardTest {
  private final BeliefBoard board = new BeliefBoard("lab");

  @Test
  void beforeTheFirstSnapshot() {
    assertThat(board.progress(5)).isEqualTo("  5 s  lab           no beliefs yet");
    assertThat(board.summary()).containsExactly("lab: no beliefs");
    assertThat(board.samples()).isZero();
  }

  @Test
  void withoutBeliefs() {
    DiscoverySnapshot early = BeliefsFixture.snapshot();
    early.setEdges(null);
    early.setSamples(7);
    board.observe("lab", early);
    assertThat(board.progress(5))
        .isEqualTo("  5 s  lab                 7 samples   nothing is learned yet");
    assertThat(board.summary()).containsExactly("lab: 7 samples, nothing is learned yet");
    early.setFailure("too large");
    early.setFailureReason(FailureReason.MEMORY);
    assertThat(board.summary()).containsExactly("lab: 7 samples, no results: too large (MEMORY)");
  }

  @Test
  void withBeliefs() {
    DiscoverySnapshot snapshot = BeliefsFixture.snapshot();
    board.observe("lab", snapshot);
    assertThat(board.progress(35))
        .isEqualTo(
            " 35 s  lab            12,345 samples   E-SHD   0.76   AUROC 0.8750   ENCO of 3 epochs");
    assertThat(board.summary())
        .containsExactly(
            "beliefs  experiment     variables   samples   epochs    E-SHD    AUROC      SHD    seconds",
            "ENCO     lab                    3    12,345        3    0.757   0.8750        1        2.5");
    snapshot.setAuroc(null);
    snapshot.setShd(null);
    assertThat(board.summary().get(1))
        .isEqualTo(
            "ENCO     lab                    3    12,345        3    0.757        -        -        2.5");
  }
}
