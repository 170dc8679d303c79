// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcyclicGraphTest {
  private final Random random = new Random(13);

  @Test
  void aGraphWithoutCyclesStaysAsItIs() {
    for (int repeat = 0; repeat < 50; repeat++) {
      int n = 1 + random.nextInt(12);
      boolean[][] graph = new boolean[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          graph[i][j] = random.nextBoolean();
        }
      }
      assertThat(AcyclicGraph.of(graph, orientation(n))).isDeepEqualTo(graph);
    }
  }

  /** 0 and 1 point at each other, and to 2: the more likely direction stays, and so does 2. */
  @Test
  void theLikelierEdgeOfTwoStays() {
    boolean[][] graph = {{false, true, true}, {true, false, true}, {false, false, false}};
    double[][] orientation = {{0, 0.4, 0.9}, {0.6, 0, 0.9}, {0.1, 0.1, 0}};
    boolean[][] expected = {{false, false, true}, {true, false, true}, {false, false, false}};
    assertThat(AcyclicGraph.of(graph, orientation)).isDeepEqualTo(expected);
  }

  /** Cycles that do not meet are broken each by itself, and what joins them stays. */
  @Test
  void everyCycleIsBrokenByItself() {
    boolean[][] graph = new boolean[6][6];
    int[][] edges = {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}, {4, 5}};
    for (int[] edge : edges) {
      graph[edge[0]][edge[1]] = true;
    }
    double[][] orientation = orientation(6);
    orientation[2][0] = 0.05;
    orientation[0][2] = 0.95;
    orientation[0][1] = 0.9;
    orientation[1][0] = 0.1;
    orientation[1][2] = 0.9;
    orientation[2][1] = 0.1;
    orientation[3][4] = 0.3;
    orientation[4][3] = 0.7;
    boolean[][] acyclic = AcyclicGraph.of(graph, orientation);
    graph[2][0] = false;
    graph[3][4] = false;
    assertThat(acyclic).isDeepEqualTo(graph);
  }

  /** Up to six variables: no order is more likely than that which the graph keeps. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void smallComponentsFollowTheBestOfAllOrders(int n) {
    for (int repeat = 0; repeat < 20; repeat++) {
      double[][] orientation = orientation(n);
      boolean[][] acyclic = AcyclicGraph.of(full(n), orientation);
      // all pairs are joined both ways, so that the graph that is left is an order
      double kept = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertThat(acyclic[i][j] && acyclic[j][i]).isFalse();
          kept += acyclic[i][j] ? StrictMath.log(orientation[i][j]) : 0;
        }
      }
      assertThat(isAcyclic(acyclic)).isTrue();
      assertThat(kept).isEqualTo(best(new int[0], n, orientation), within(1e-12));
    }
  }

  /** More variables: no cycle is left, and no single move makes the order likelier. */
  @ParameterizedTest
  @ValueSource(ints = {7, 8, 15, 40})
  void largeComponentsLoseTheirCycles(int n) {
    double[][] orientation = orientation(n);
    boolean[][] acyclic = AcyclicGraph.of(full(n), orientation);
    assertThat(isAcyclic(acyclic)).isTrue();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Integer.compare(children(acyclic, b), children(acyclic, a)))
            .mapToInt(Integer::intValue)
            .toArray();
    double score = score(order, orientation);
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        assertThat(score(moved(order, from, to), orientation)).isLessThan(score + 1e-8);
      }
    }
  }

  @Test
  void aClearOrderOfManyIsFoundWhole() {
    int n = 30;
    double[][] orientation = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        orientation[i][j] = i == j ? 0 : order(i, n) < order(j, n) ? 0.8 : 0.2;
      }
    }
    boolean[][] acyclic = AcyclicGraph.of(full(n), orientation);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(acyclic[i][j]).isEqualTo(order(i, n) < order(j, n));
      }
    }
  }

  /** All orders are equally likely: some one, and always the same. */
  @ParameterizedTest
  @ValueSource(ints = {3, 6, 7, 20})
  void tiesFallTheSameWay(int n) {
    double[][] even = new double[n][n];
    for (double[] row : even) {
      Arrays.fill(row, 0.5);
    }
    boolean[][] acyclic = AcyclicGraph.of(full(n), even);
    assertThat(isAcyclic(acyclic)).isTrue();
    assertThat(AcyclicGraph.of(full(n), even)).isDeepEqualTo(acyclic);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertThat(acyclic[i][j]).isEqualTo(i < j);
      }
    }
  }

  /** Beliefs of 0 and 1, as knowledge gives them, are no infinities. */
  @Test
  void aCertainEdgeStays() {
    double[][] orientation = {{0, 1, 0.5}, {0, 0, 0.5}, {0.5, 0.5, 0}};
    boolean[][] acyclic = AcyclicGraph.of(full(3), orientation);
    assertThat(acyclic[0][1]).isTrue();
    assertThat(isAcyclic(acyclic)).isTrue();
  }

  private static int order(int i, int n) {
    return i * 7 % n;
  }

  private static boolean[][] full(int n) {
    boolean[][] graph = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        graph[i][j] = i != j;
      }
    }
    return graph;
  }

  private double[][] orientation(int n) {
    double[][] orientation = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        orientation[i][j] = 0.01 + 0.98 * random.nextDouble();
        orientation[j][i] = 1 - orientation[i][j];
      }
    }
    return orientation;
  }

  /** The score of the best order that begins so. */
  private static double best(int[] begin, int n, double[][] orientation) {
    if (begin.length == n) {
      return score(begin, orientation);
    }
    return IntStream.range(0, n)
        .filter(i -> IntStream.of(begin).noneMatch(b -> b == i))
        .mapToDouble(
            i ->
                best(
                    IntStream.concat(IntStream.of(begin), IntStream.of(i)).toArray(),
                    n,
                    orientation))
        .max()
        .orElseThrow();
  }

  private static double score(int[] order, double[][] orientation) {
    double score = 0;
    for (int later = 0; later < order.length; later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        score += StrictMath.log(orientation[order[earlier]][order[later]]);
      }
    }
    return score;
  }

  private static int[] moved(int[] order, int from, int to) {
    int[] rest = IntStream.of(order).filter(i -> i != order[from]).toArray();
    return IntStream.concat(
            IntStream.concat(IntStream.of(rest).limit(to), IntStream.of(order[from])),
            IntStream.of(rest).skip(to))
        .toArray();
  }

  private static int children(boolean[][] graph, int i) {
    return (int) IntStream.range(0, graph.length).filter(j -> graph[i][j]).count();
  }

  /** Takes away variables without parents until none is left. */
  private static boolean isAcyclic(boolean[][] graph) {
    boolean[] gone = new boolean[graph.length];
    for (int round = 0; round < graph.length; round++) {
      for (int j = 0; j < graph.length; j++) {
        int child = j;
        gone[j] |= IntStream.range(0, graph.length).noneMatch(i -> graph[i][child] && !gone[i]);
      }
    }
    return IntStream.range(0, graph.length).allMatch(j -> gone[j]);
  }
}
