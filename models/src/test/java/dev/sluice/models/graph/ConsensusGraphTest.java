// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class ConsensusGraphTest {
  private static final double[][] CYCLE = {{0, .65, .2}, {.1, 0, .7}, {.55, .1, 0}};

  @Test
  void theMedianGraphHasWhatIsMoreProbableThanNotEvenACycle() {
    assertThat(ConsensusGraph.median(CYCLE))
        .isDeepEqualTo(
            new boolean[][] {{false, true, false}, {false, false, true}, {true, false, false}});
    assertThat(ConsensusGraph.median(new double[][] {{0, .5}, {.5, 0}}))
        .isDeepEqualTo(new boolean[2][2]);
  }

  @Test
  void theLeastExpectedDistanceIsThatOfAllGraphs() {
    for (int seed = 0; seed < 200; seed++) {
      UniformRandomProvider random = KeyedRandom.of(seed, "consensus");
      double[][] edges = random(4, random);
      Dag found = ConsensusGraph.leastExpectedShd(edges);
      double least =
          AllGraphs.of(4).stream()
              .mapToDouble(dag -> GraphMetrics.expectedShd(edges, dag))
              .min()
              .orElse(-1);
      assertThat(GraphMetrics.expectedShd(edges, found)).isCloseTo(least, within(1e-12));
    }
  }

  @Test
  void aCycleLosesItsLeastProbableEdge() {
    assertThat(ConsensusGraph.leastExpectedShd(CYCLE))
        .isEqualTo(Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}}));
  }

  @Test
  void edgesWhoseDirectionIsUnknownAreKept() {
    double[][] equivalent = {{0, .5, 0}, {.5, 0, .45}, {0, .45, 0}};
    assertThat(ConsensusGraph.leastExpectedShd(equivalent))
        .isEqualTo(Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}}));
  }

  @Test
  void oneNodeHasNoEdge() {
    assertThat(ConsensusGraph.leastExpectedShd(new double[1][1])).isEqualTo(Dag.empty(1));
    assertThat(ConsensusGraph.credible(new double[1][1], .9)).isDeepEqualTo(new boolean[1][1]);
  }

  @Test
  void tooManyNodesOnOneCycleAreRefused() {
    int nodes = ConsensusGraph.MAX_CYCLIC + 1;
    double[][] ring = new double[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      ring[i][(i + 1) % nodes] = .9;
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsensusGraph.leastExpectedShd(ring))
        .withMessageContaining("21 nodes lie on cycles");
  }

  @Test
  void credibleEdgesAreAllThereWithTheProbabilityAskedFor() {
    double[][] edges = {{0, .99, .97}, {0, 0, .96}, {0, 0, 0}};
    assertThat(ConsensusGraph.credible(edges, .99)[0]).containsExactly(false, true, false);
    assertThat(ConsensusGraph.credible(edges, .95)[0]).containsExactly(false, true, true);
    assertThat(ConsensusGraph.credible(edges, .95)[1]).containsExactly(false, false, false);
    assertThat(ConsensusGraph.credible(edges, .9)[1]).containsExactly(false, false, true);
    double[][] even = {{0, .97, .97}, {0, 0, 0}, {0, 0, 0}};
    assertThat(ConsensusGraph.credible(even, .95)[0]).containsExactly(false, false, false);
    assertThat(ConsensusGraph.credible(even, .94)[0]).containsExactly(false, true, true);
    assertThat(ConsensusGraph.credible(new double[][] {{0, 1}, {0, 0}}, 1)[0])
        .containsExactly(false, true);
  }

  private static double[][] random(int nodes, UniformRandomProvider random) {
    double[][] edges = new double[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < i; j++) {
        double none = random.nextDouble() * random.nextDouble();
        double forth = random.nextDouble();
        edges[i][j] = (1 - none) * forth;
        edges[j][i] = (1 - none) * (1 - forth);
      }
    }
    return edges;
  }
}
