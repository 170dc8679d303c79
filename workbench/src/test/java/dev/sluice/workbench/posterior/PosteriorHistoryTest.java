// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.PosteriorSnapshot;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PosteriorHistoryTest {
  private final PosteriorHistory history = new PosteriorHistory();

  @Test
  void seriesAreInTheOrderOfTheSnapshots() {
    history.observe(snapshot(1, 0.5));
    history.observe(snapshot(2, 0.75));

    assertThat(history.snapshots()).isEqualTo(2);
    assertThat(history.auroc()).containsExactly(0.5, 0.75);
    assertThat(history.expectedShd()).containsExactly(0.7569, 0.7569);
    assertThat(history.brier()).containsExactly(0.0512, 0.0512);
    assertThat(history.entropy()).containsExactly(1.7344, 1.7344);
    assertThat(history.expectedEdges()).containsExactly(2.1935, 2.1935);
  }

  @Test
  void unknownNumbersAreLeftOut() {
    history.observe(snapshot(1, null));
    history.observe(snapshot(2, 0.75));

    assertThat(history.auroc()).containsExactly(0.75);
    assertThat(history.expectedEdges()).hasSize(2);
  }

  @Test
  void fewerSamplesBeginANewHistory() {
    history.observe(snapshot(100, 0.5));
    history.observe(snapshot(200, 0.9));
    history.observe(snapshot(10, 0.6));

    assertThat(history.snapshots()).isEqualTo(1);
    assertThat(history.auroc()).containsExactly(0.6);
  }

  @Test
  void longHistoriesAreThinned() {
    IntStream.range(0, 1025).forEach(i -> history.observe(snapshot(i, (double) i)));

    assertThat(history.snapshots()).isEqualTo(1025);
    assertThat(history.auroc()).hasSize(513).startsWith(1, 3, 5).endsWith(1021, 1023, 1024);
  }

  private static PosteriorSnapshot snapshot(long samples, Double auroc) {
    PosteriorSnapshot snapshot = SnapshotFixture.snapshot("A", "B", "C");
    snapshot.setSamples(samples);
    snapshot.setAuroc(auroc);
    return snapshot;
  }
}
