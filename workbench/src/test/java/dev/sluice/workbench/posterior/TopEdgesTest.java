// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.workbench.command.TopEdges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopEdgesTest {
  @Test
  void theMostProbableComeFirst() {
    assertThat(lines(SnapshotFixture.snapshot("A", "B", "C")))
        .containsExactly(
            "  A -> B 1",
            "  B -> C .62",
            "  A -> C .30",
            "  C -> B .20",
            "  C -> A .07",
            "  B -> A 0");
  }

  /** Of 120 variables, among them "v0" to "v24" as a chain whose edges are ever less probable. */
  @Test
  void manyVariablesDoNotFloodTheScreen() {
    List<List<Double>> edges = new ArrayList<>();
    for (int from = 0; from < 120; from++) {
      List<Double> row = new ArrayList<>(Collections.nCopies(120, 0.0));
      if (from < 24) {
        row.set(from + 1, 1 - from / 25.0);
      }
      edges.add(row);
    }
    PosteriorSnapshot snapshot = SnapshotFixture.snapshot("A", "B", "C");
    snapshot.setVariables(IntStream.range(0, 120).mapToObj(v -> "v" + v).toList());
    snapshot.setEdges(edges);
    List<String> lines = new PosteriorView(false).lines(snapshot, new PosteriorHistory());
    assertThat(lines).hasSizeLessThan(40);
    int first = lines.indexOf("most probable edges") + 1;
    assertThat(lines.subList(first, first + 3))
        .containsExactly("  v0 -> v1 1", "  v1 -> v2 .96", "  v2 -> v3 .92");
    assertThat(lines.subList(first + 19, first + 21)).containsExactly("  v19 -> v20 .24", "");
  }

  private static List<String> lines(PosteriorSnapshot snapshot) {
    return TopEdges.lines(snapshot.getVariables(), snapshot.getEdges());
  }
}
