// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.VariableSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DagTest {
  private static final Dag COLLIDER = Dag.ofEdges(4, new int[][] {{2, 1}, {0, 1}, {1, 3}});

  @Test
  void edgesAreSortedByFromThenTo() {
    assertThat(COLLIDER.edges()).isDeepEqualTo(new int[][] {{0, 1}, {1, 3}, {2, 1}});
    assertThat(COLLIDER.edgeCount()).isEqualTo(3);
    assertThat(COLLIDER).hasToString("Dag(4; 0->1, 1->3, 2->1)");
  }

  @Test
  void parentsAreSets() {
    assertThat(COLLIDER.parents(1)).isEqualTo(VariableSet.of(0, 2));
    assertThat(COLLIDER.parents(3)).isEqualTo(VariableSet.of(1));
    assertThat(COLLIDER.hasEdge(2, 1)).isTrue();
    assertThat(COLLIDER.hasEdge(1, 2)).isFalse();
    assertThat(COLLIDER).isEqualTo(Dag.ofParents(0, 0b0101, 0, 0b0010));
    assertThat(COLLIDER).hasSameHashCodeAs(Dag.ofParents(0, 0b0101, 0, 0b0010));
    assertThat(COLLIDER).isNotEqualTo(Dag.empty(4));
  }

  @Test
  void adjacencyIsRowToColumn() {
    assertThat(Dag.ofEdges(2, new int[][] {{0, 1}}).adjacency())
        .isDeepEqualTo(new boolean[][] {{false, true}, {false, false}});
  }

  @Test
  void topologicalOrderPutsParentsFirstAndSmallNodesFirst() {
    assertThat(COLLIDER.topologicalOrder()).containsExactly(0, 2, 1, 3);
    assertThat(Dag.ofEdges(3, new int[][] {{2, 1}, {1, 0}}).topologicalOrder())
        .containsExactly(2, 1, 0);
  }

  @Test
  void ancestorsAreReflexiveAndTransitive() {
    assertThat(COLLIDER.ancestors())
        .isDeepEqualTo(
            new boolean[][] {
              {true, true, false, true},
              {false, true, false, true},
              {false, true, true, true},
              {false, false, false, true}
            });
  }

  @Test
  void cyclesAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dag.ofEdges(4, new int[][] {{0, 1}, {1, 2}, {2, 3}, {3, 1}}))
        .withMessage("edges form the cycle 1->2->3->1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dag.ofEdges(2, new int[][] {{1, 1}}))
        .withMessage("edges form the cycle 1->1");
    assertThat(Dag.isAcyclic(VariableSet.ofMasks(0b10, 0b01))).isFalse();
    assertThat(Dag.isAcyclic(VariableSet.ofMasks(0, 0b01))).isTrue();
  }

  @Test
  void nodesOutsideTheGraphAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dag.ofEdges(2, new int[][] {{0, 2}}))
        .withMessage("no node 2 among 2 nodes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dag.ofParents(0, 0b100))
        .withMessage("parents of node 1: no such node among 2 nodes: {2}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dag.empty(201))
        .withMessage("nodes must be 0 to 200: 201");
  }

  @Test
  void theCallerMayReuseItsArray() {
    long[] parents = {0, 1};
    Dag dag = Dag.ofParents(parents);
    parents[1] = 0;
    assertThat(dag.hasEdge(0, 1)).isTrue();
  }

  @Test
  void aGraphMayHaveMoreNodesThanALongHasBits() {
    int[][] edges =
        IntStream.range(0, 119).mapToObj(i -> new int[] {i + 1, i}).toArray(int[][]::new);
    Dag chain = Dag.ofEdges(120, edges);
    assertThat(chain.edgeCount()).isEqualTo(119);
    assertThat(chain.parents(63)).isEqualTo(VariableSet.of(64));
    assertThat(chain.topologicalOrder()).startsWith(119, 118).endsWith(1, 0);
    assertThat(chain.ancestors()[119]).containsOnly(true);
    assertThat(chain.ancestors()[0]).containsExactly(first(120));
    VariableSet[] parents =
        IntStream.range(0, 120).mapToObj(chain::parents).toArray(VariableSet[]::new);
    assertThat(Dag.ofParents(parents)).isEqualTo(chain);
    parents[119] = VariableSet.of(0);
    assertThat(Dag.isAcyclic(parents)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dag.ofParents(parents))
        .withMessageStartingWith("edges form the cycle 0->119->118->");
  }

  /** Only the first is true. */
  private static boolean[] first(int size) {
    boolean[] row = new boolean[size];
    row[0] = true;
    return row;
  }
}
