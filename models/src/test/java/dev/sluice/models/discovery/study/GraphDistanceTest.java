// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import org.junit.jupiter.api.Test;

class GraphDistanceTest {
  private static final Dag CHAIN = Dag.ofEdges(4, new int[][] {{0, 1}, {1, 2}, {2, 3}});

  @Test
  void everyPairThatIsJoinedOtherwiseCountsOnce() {
    boolean[][] edges = new boolean[4][4];
    assertThat(GraphDistance.shd(edges, CHAIN)).isEqualTo(3);
    edges[0][1] = true;
    edges[1][2] = true;
    edges[2][3] = true;
    assertThat(GraphDistance.shd(edges, CHAIN)).isZero();
    edges[1][0] = true; // both ways
    assertThat(GraphDistance.shd(edges, CHAIN)).isEqualTo(1);
    edges[0][1] = false; // reversed
    assertThat(GraphDistance.shd(edges, CHAIN)).isEqualTo(1);
    edges[3][0] = true; // a cycle is no obstacle
    assertThat(GraphDistance.shd(edges, CHAIN)).isEqualTo(2);
  }

  @Test
  void distancesAreMeansOverOrderedPairs() {
    double[][] one = {{9, 0.5, 1}, {0, 9, 0.25}, {0, 0, 9}};
    double[][] other = {{0, 1, 1}, {0.25, 0, 0.25}, {0, 0.75, 0}};

    assertThat(GraphDistance.mean(one, other)).isEqualTo((0.5 + 0.25 + 0.75) / 6);
    assertThat(GraphDistance.mean(one, one)).isZero();
    assertThat(GraphDistance.mean(new double[1][1], new double[1][1])).isNaN();
  }

  @Test
  void entropyIsThatOfEachEdge() {
    double[][] edges = {{9, 0.5, 1}, {0, 9, 0.5}, {0, 0.25, 9}};

    double quarter = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    assertThat(GraphDistance.entropy(edges)).isEqualTo(2 * Math.log(2) + quarter, within(1e-15));
  }
}
