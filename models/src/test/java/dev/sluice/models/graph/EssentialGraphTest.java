// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EssentialGraphTest {
  private static final VariableSet NONE = VariableSet.EMPTY;

  /** Families of interventions on four nodes. */
  static Stream<List<VariableSet>> families() {
    return Stream.of(
        List.of(NONE),
        List.of(NONE, VariableSet.of(0)),
        List.of(NONE, VariableSet.of(2), VariableSet.of(3)),
        List.of(NONE, VariableSet.of(1, 2)),
        List.of(NONE, VariableSet.of(0, 1), VariableSet.of(1, 3)),
        List.of(VariableSet.of(0), VariableSet.of(1, 2, 3)),
        List.of(VariableSet.of(0, 1), VariableSet.of(2, 3), VariableSet.of(1)));
  }

  /**
   * Graphs cannot be told apart if in each intervention, which cuts the edges into its targets,
   * they have the same adjacencies and colliders (Hauser and Buhlmann 2012, theorem 10).
   */
  @ParameterizedTest
  @MethodSource("families")
  void arrowsAreWhatAllGraphsThatCannotBeToldApartHaveInCommon(List<VariableSet> family) {
    List<Dag> graphs = AllGraphs.of(4);
    assertThat(graphs).hasSize(543);
    Map<String, List<Dag>> classes = new HashMap<>();
    for (Dag graph : graphs) {
      classes.computeIfAbsent(told(graph, family), told -> new ArrayList<>()).add(graph);
    }
    for (List<Dag> equivalent : classes.values()) {
      for (Dag graph : equivalent) {
        EssentialGraph essential = EssentialGraph.of(graph, family);
        for (int i = 0; i < 4; i++) {
          for (int j = 0; j < 4; j++) {
            int from = i;
            int to = j;
            long forth = equivalent.stream().filter(each -> each.hasEdge(from, to)).count();
            long back = equivalent.stream().filter(each -> each.hasEdge(to, from)).count();
            assertThat(essential.hasArrow(i, j)).isEqualTo(forth > 0 && back == 0);
            assertThat(essential.hasLine(i, j)).isEqualTo(forth > 0 && back > 0);
          }
        }
      }
    }
  }

  @Test
  void thereAreAsManyClassesAsPublished() {
    // Gillispie and Perlman 2002, table 1
    assertThat(AllGraphs.of(3).stream().map(graph -> told(graph, List.of(NONE))).distinct())
        .hasSize(11);
    assertThat(AllGraphs.of(4).stream().map(graph -> told(graph, List.of(NONE))).distinct())
        .hasSize(185);
  }

  @Test
  void aChainIsALineUntilAnInterventionOrientsIt() {
    Dag chain = Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}});
    assertThat(EssentialGraph.of(chain).hasLine(0, 1)).isTrue();
    assertThat(EssentialGraph.of(chain).hasLine(1, 2)).isTrue();
    EssentialGraph known = EssentialGraph.of(chain, List.of(NONE, VariableSet.of(0)));
    assertThat(known.hasArrow(0, 1)).isTrue();
    assertThat(known.hasArrow(1, 2)).isTrue();
    EssentialGraph end = EssentialGraph.of(chain, List.of(NONE, VariableSet.of(2)));
    assertThat(end.hasLine(0, 1)).isTrue();
    assertThat(end.hasArrow(1, 2)).isTrue();
  }

  @Test
  void aNodeThatIsAlwaysSetIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EssentialGraph.of(Dag.empty(2), List.of(VariableSet.of(1))))
        .withMessage("node 1 is a target of every intervention");
  }

  /** Adjacencies and colliders of a graph under each intervention. */
  private static String told(Dag graph, List<VariableSet> family) {
    StringBuilder told = new StringBuilder();
    for (VariableSet targets : family) {
      boolean[][] edges = graph.adjacency();
      for (int target : targets.members()) {
        for (int i = 0; i < edges.length; i++) {
          edges[i][target] = false;
        }
      }
      for (int i = 0; i < edges.length; i++) {
        for (int j = 0; j < edges.length; j++) {
          told.append(edges[i][j] || edges[j][i] ? 1 : 0);
          for (int c = 0; c < edges.length; c++) {
            boolean apart = i != j && !edges[i][j] && !edges[j][i];
            told.append(apart && edges[i][c] && edges[j][c] ? 1 : 0);
          }
        }
      }
    }
    return told.toString();
  }
}
