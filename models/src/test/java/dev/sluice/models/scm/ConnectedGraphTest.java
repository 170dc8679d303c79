// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.graph.Dag;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectedGraphTest {
  /** 300 pairs with probability 0.3; a single edge joins what is apart, which is rare. */
  @Test
  void randomHasTheExpectedNumberOfEdgesOnAverage() {
    GraphFamily family = GraphFamily.parse("random:25:0.3");

    double mean =
        IntStream.range(0, 1000).map(seed -> family.draw(seed).edgeCount()).average().orElseThrow();

    // four standard errors: 4 sqrt(300 * 0.3 * 0.7 / 1000)
    assertThat(mean).isBetween(90 - 1.01, 90 + 1.01);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "random:2:0",
        "random:12:0.05",
        "random:30:0.02",
        "random-max:30:0.3:2",
        "random-max:12:0.05:1",
        "random-max:200:0.02:10",
        "random-max:20:1:1"
      })
  void randomGraphsAreConnectedWithinTheirLimit(String text) {
    GraphFamily family = GraphFamily.parse(text);
    int limit = family.maxParents() == 0 ? family.nodes() : family.maxParents();
    for (int seed = 0; seed < 15; seed++) {
      Dag graph = family.draw(seed);
      for (int node = 0; node < graph.nodes(); node++) {
        assertThat(graph.parents(node).size()).isLessThanOrEqualTo(limit);
      }
      assertThat(reachable(graph)).isEqualTo(graph.nodes());
    }
  }

  /** The number of nodes that hang together with node 0. */
  private static int reachable(Dag graph) {
    boolean[] reached = new boolean[graph.nodes()];
    reached[0] = true;
    int[][] edges = graph.edges();
    for (int round = 0; round < graph.nodes(); round++) {
      for (int[] edge : edges) {
        boolean either = reached[edge[0]] || reached[edge[1]];
        reached[edge[0]] = either;
        reached[edge[1]] = either;
      }
    }
    return (int) IntStream.range(0, reached.length).filter(node -> reached[node]).count();
  }

  @Test
  void graphOfASeedNeverChanges() {
    assertThat(GraphFamily.parse("random:5:0.3").draw(1))
        .hasToString("Dag(5; 0->1, 0->2, 0->4, 3->2)");
    assertThat(GraphFamily.parse("random-max:6:0.9:1").draw(1))
        .hasToString("Dag(6; 0->3, 2->5, 4->0, 4->1, 4->2)");
  }
}
