// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GraphMetricsTest {
  private static final Offset<Double> EXACT = within(1e-15);

  /** 0 -> 1 -> 2. */
  private static final Dag CHAIN = Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}});

  private static final double[][] MARGINALS = {{0, 0.9, 0.2}, {0.05, 0, 0.6}, {0.1, 0.3, 0}};

  @Test
  void shdCountsPairsThatAreJoinedDifferently() {
    Dag other = Dag.ofEdges(3, new int[][] {{1, 0}, {0, 2}, {1, 2}});

    assertThat(GraphMetrics.shd(CHAIN, other)).isEqualTo(2);
    assertThat(GraphMetrics.shd(other, CHAIN)).isEqualTo(2);
    assertThat(GraphMetrics.shd(CHAIN, CHAIN)).isZero();
    assertThat(GraphMetrics.shd(CHAIN, Dag.empty(3))).isEqualTo(2);
  }

  @Test
  void shdOfReversedEdgeIsOne() {
    Dag forward = Dag.ofEdges(2, new int[][] {{0, 1}});
    Dag backward = Dag.ofEdges(2, new int[][] {{1, 0}});

    assertThat(GraphMetrics.shd(forward, backward)).isEqualTo(1);
  }

  @Test
  void shdRefusesGraphsOfDifferentSize() {
    assertThatThrownBy(() -> GraphMetrics.shd(CHAIN, Dag.empty(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("graphs of 3 and 4 nodes cannot be compared");
  }

  @Test
  void shdOfAGraphWithCyclesCountsPairs() {
    Dag truth = Dag.ofEdges(4, new int[][] {{0, 1}, {2, 3}});
    boolean[][] predicted = new boolean[4][4];
    predicted[0][1] = true; // right, but the reverse is predicted too
    predicted[1][0] = true;
    predicted[3][2] = true; // reversed
    predicted[1][2] = true; // no edge
    predicted[2][1] = true;
    assertThat(GraphMetrics.shd(predicted, truth)).isEqualTo(3);
    assertThat(GraphMetrics.shd(truth.adjacency(), truth)).isZero();
    assertThatThrownBy(() -> GraphMetrics.shd(new boolean[3][3], truth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 and 4 nodes");
  }

  /** The sum over all 64 graphs of three nodes, cycles and all. */
  @Test
  void expectedShdAndEntropyOfIndependentEdgesAreSumsOverAllGraphs() {
    double[][] edges = {{0, 0.9, 0.3}, {0.8, 0, 0}, {0.25, 1, 0}};
    Dag truth = Dag.ofEdges(3, new int[][] {{0, 1}, {2, 1}});
    double expected = 0;
    double entropy = 0;
    for (int bits = 0; bits < 64; bits++) {
      boolean[][] graph = new boolean[3][3];
      double probability = 1;
      int bit = 0;
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          if (i != j) {
            graph[i][j] = (bits >> bit++ & 1) != 0;
            probability *= graph[i][j] ? edges[i][j] : 1 - edges[i][j];
          }
        }
      }
      expected += probability * GraphMetrics.shd(graph, truth);
      entropy -= probability > 0 ? probability * Math.log(probability) : 0;
    }
    assertThat(GraphMetrics.expectedShdOfIndependentEdges(edges, truth))
        .isEqualTo(expected, within(1e-12));
    assertThat(GraphMetrics.entropyOfIndependentEdges(edges)).isEqualTo(entropy, within(1e-12));
  }

  @Test
  void expectedShdByHand() {
    // (1 - 0.9) + (0.2 + 0.1) + (1 - 0.6)
    assertThat(GraphMetrics.expectedShd(MARGINALS, CHAIN)).isCloseTo(0.8, EXACT);
  }

  @Test
  void expectedShdIsTheMeanOverTheGraphs() {
    Dag fork = Dag.ofEdges(3, new int[][] {{1, 0}, {1, 2}});
    Dag single = Dag.ofEdges(3, new int[][] {{2, 0}});
    double[][] mixture = new double[3][3];
    add(mixture, CHAIN, 0.5);
    add(mixture, fork, 0.3);
    add(mixture, single, 0.2);

    // distances 0, 1 and 3
    assertThat(GraphMetrics.expectedShd(mixture, CHAIN)).isCloseTo(0.3 * 1 + 0.2 * 3, EXACT);
  }

  @Test
  void aurocByHand() {
    double[][] overlapping = {{0, 0.9, 0.7}, {0.05, 0, 0.6}, {0.1, 0.6, 0}};

    assertThat(GraphMetrics.auroc(MARGINALS, CHAIN)).isEqualTo(1);
    // 0.9 beats all four others; 0.6 beats two and ties with one
    assertThat(GraphMetrics.auroc(overlapping, CHAIN)).isEqualTo(6.5 / 8);
  }

  @Test
  void aurocOfEqualMarginalsIsOneHalf() {
    double[][] equal = {{0, 0.3, 0.3}, {0.3, 0, 0.3}, {0.3, 0.3, 0}};

    assertThat(GraphMetrics.auroc(equal, CHAIN)).isEqualTo(0.5);
  }

  @Test
  void aurocIgnoresDifferencesBelowTheErrorOfTheMarginals() {
    Dag edge = Dag.ofEdges(2, new int[][] {{0, 1}});

    assertThat(GraphMetrics.auroc(new double[][] {{0, 9e-13}, {1e-14, 0}}, edge)).isEqualTo(0.5);
    assertThat(GraphMetrics.auroc(new double[][] {{0, 0}, {-1e-17, 0}}, edge)).isEqualTo(0.5);
    assertThat(GraphMetrics.auroc(new double[][] {{0, 2e-12}, {1e-14, 0}}, edge)).isEqualTo(1);
  }

  @Test
  void aurocWithoutEdgesIsNotANumber() {
    assertThat(GraphMetrics.auroc(MARGINALS, Dag.empty(3))).isNaN();
    assertThat(GraphMetrics.auroc(new double[1][1], Dag.empty(1))).isNaN();
    assertThat(GraphMetrics.auroc(new double[0][0], Dag.empty(0))).isNaN();
  }

  @Test
  void brierByHand() {
    // 0.1^2 + 0.4^2 for the edges, 0.2^2 + 0.05^2 + 0.1^2 + 0.3^2 for the others
    assertThat(GraphMetrics.brier(MARGINALS, CHAIN)).isCloseTo(0.3125 / 6, EXACT);
    assertThat(GraphMetrics.brier(new double[3][3], CHAIN)).isCloseTo(2 / 6.0, EXACT);
  }

  @Test
  void brierOfOneNodeIsNotANumber() {
    assertThat(GraphMetrics.brier(new double[1][1], Dag.empty(1))).isNaN();
  }

  @Test
  void certaintyOfTheTruthIsPerfect() {
    double[][] certain = new double[3][3];
    add(certain, CHAIN, 1);

    assertThat(GraphMetrics.expectedShd(certain, CHAIN)).isZero();
    assertThat(GraphMetrics.auroc(certain, CHAIN)).isEqualTo(1);
    assertThat(GraphMetrics.brier(certain, CHAIN)).isZero();
  }

  /** A chain over 120 nodes: 119 of its 14,280 ordered pairs are edges. */
  @Test
  void metricsOfManyNodes() {
    int[][] edges = new int[119][];
    Arrays.setAll(edges, i -> new int[] {i, i + 1});
    Dag chain = Dag.ofEdges(120, edges);
    double[][] marginals = new double[120][120];
    add(marginals, chain, 0.75);
    marginals[119][0] = 0.75;
    marginals[118][0] = 0.875;

    assertThat(GraphMetrics.expectedShd(marginals, chain)).isEqualTo(119 * 0.25 + 1.625);
    assertThat(GraphMetrics.auroc(marginals, chain)).isCloseTo((14_159 + 0.5) / 14_161, EXACT);
    assertThat(GraphMetrics.brier(marginals, chain))
        .isCloseTo((119 * 0.0625 + 0.5625 + 0.765625) / 14_280, EXACT);
    assertThat(GraphMetrics.shd(chain, Dag.empty(120))).isEqualTo(119);
  }

  @Test
  void theDiagonalIsNotRead() {
    double[][] marked = {{Double.NaN, 0.9, 0.2}, {0.05, 7, 0.6}, {0.1, 0.3, -1}};

    assertThat(GraphMetrics.expectedShd(marked, CHAIN)).isCloseTo(0.8, EXACT);
    assertThat(GraphMetrics.auroc(marked, CHAIN)).isEqualTo(1);
    assertThat(GraphMetrics.brier(marked, CHAIN)).isCloseTo(0.3125 / 6, EXACT);
  }

  @Test
  void refusesMarginalsThatDoNotFit() {
    assertThatThrownBy(() -> GraphMetrics.auroc(new double[2][2], CHAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edge marginals have 2 rows, the true graph 3 nodes");
    assertThatThrownBy(() -> GraphMetrics.brier(new double[3][2], CHAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 0 of the edge marginals has 2 entries, the true graph 3 nodes");
    double[][] holed = {{0, 0.9, 0.2}, {0.05, 0, Double.NaN}, {0.1, 0.3, 0}};
    assertThatThrownBy(() -> GraphMetrics.expectedShd(holed, CHAIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edge marginal [1][2] is NaN");
  }

  private static void add(double[][] marginals, Dag graph, double probability) {
    for (int[] edge : graph.edges()) {
      marginals[edge[0]][edge[1]] += probability;
    }
  }
}
