// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphFamilyTest {
  @Test
  void readsEveryFamily() {
    assertThat(GraphFamily.parse("er:8:1")).isEqualTo(new GraphFamily(Shape.ER, 8, 1));
    assertThat(GraphFamily.parse("er:20:0.5")).isEqualTo(new GraphFamily(Shape.ER, 20, 0.5));
    assertThat(GraphFamily.parse("chain:8")).isEqualTo(new GraphFamily(Shape.CHAIN, 8, 0));
    assertThat(GraphFamily.parse("collider:8")).isEqualTo(new GraphFamily(Shape.COLLIDER, 8, 0));
    assertThat(GraphFamily.parse("bidiag:8")).isEqualTo(new GraphFamily(Shape.BIDIAG, 8, 0));
    assertThat(GraphFamily.parse("jungle:8")).isEqualTo(new GraphFamily(Shape.JUNGLE, 8, 0));
    assertThat(GraphFamily.parse("tree:8")).isEqualTo(new GraphFamily(Shape.TREE, 8, 0));
    assertThat(GraphFamily.parse("random:8:.3")).isEqualTo(new GraphFamily(Shape.RANDOM, 8, 0.3));
    assertThat(GraphFamily.parse("random-max:100:0.08:10"))
        .isEqualTo(new GraphFamily(Shape.RANDOM_MAX, 100, 0.08, 10));
    assertThat(GraphFamily.parse("full:6")).isEqualTo(new GraphFamily(Shape.FULL, 6, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "er:8:1",
        "er:20:0.5",
        "er:30:10",
        "er:1:0",
        "chain:8",
        "full:6",
        "tree:9",
        "random:8:0.3",
        "random-max:9:0.25:2"
      })
  void writesWhatItReads(String text) {
    assertThat(GraphFamily.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          er:8:x,      'x' is not a number of edges per node
          er:8:,       '' is not a number of edges per node
          er:8:NaN,    "edges per node of 8 nodes must be 0 to 3.5, not NaN"
          er:8:4,      "edges per node of 8 nodes must be 0 to 3.5, not 4.0"
          er:8:-1,     "edges per node of 8 nodes must be 0 to 3.5, not -1.0"
          er:8,        expected er:NODES:EDGES_PER_NODE
          er:8:1:1,    expected er:NODES:EDGES_PER_NODE
          er:eight:1,  'eight' is not a number of nodes
          chain,       expected chain:NODES
          chain:8:1,   expected chain:NODES
          chain:0,     "number of nodes must be 1 to 200, not 0"
          full:201,    "number of nodes must be 1 to 200, not 201"
          ring:8,      "'ring' is not a graph family (er, random, random-max, chain, collider, bidiag, tree, jungle, full)"
          random:8,    expected random:NODES:PROBABILITY
          random:8:x,  'x' is not a probability
          random:8:2,  "probability of an edge must be 0 to 1.0, not 2.0"
          random:8:NaN, "probability of an edge must be 0 to 1.0, not NaN"
          random-max:8:.2, expected random-max:NODES:PROBABILITY:MAX_PARENTS
          random-max:8:.2:0, "number of parents must be 1 to 200, not 0"
          random-max:8:.2:k, 'k' is not a number of parents
          tree:,       '' is not a number of nodes
          """)
  void namesThePartThatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> GraphFamily.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + ": " + problem);
  }

  @Test
  void emptyTextIsNotAFamily() {
    assertThatThrownBy(() -> GraphFamily.parse(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            ": '' is not a graph family (er, random, random-max, chain, collider, bidiag, tree, jungle, full)");
  }

  @Test
  void onlyErHasANumberOfEdges() {
    assertThatThrownBy(() -> new GraphFamily(Shape.CHAIN, 8, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("edges per node of 8 nodes must be 0 to 0.0, not 1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "chain:8, 7",
    "collider:8, 7",
    "bidiag:8, 13",
    "jungle:8, 12",
    "full:8, 28",
    "er:8:0, 0",
    "er:8:3.5, 28",
    "chain:1, 0",
    "collider:1, 0",
    "bidiag:2, 1",
    "jungle:3, 2",
    "full:1, 0",
    "chain:25, 24",
    "bidiag:25, 47",
    "collider:25, 24",
    "full:25, 300",
    "jungle:25, 46",
    "tree:25, 24",
    "tree:1, 0",
    "random:1:0.5, 0",
    "random:2:0, 1",
    "random:9:1, 36",
    "random:9:0, 8",
    "random-max:9:1:3, 21",
    "random-max:9:0:1, 8",
    "er:1:0, 0",
    "full:63, 1953",
    "full:200, 19900"
  })
  void numberOfEdges(String family, int edges) {
    assertThat(GraphFamily.parse(family).draw(1).edgeCount()).isEqualTo(edges);
  }

  @Test
  void chainIsOnePath() {
    Dag chain = GraphFamily.parse("chain:9").draw(2);

    int[] order = chain.topologicalOrder();
    for (int i = 1; i < order.length; i++) {
      assertThat(chain.parents(order[i])).isEqualTo(VariableSet.of(order[i - 1]));
    }
  }

  @Test
  void colliderHasOneChild() {
    Dag collider = GraphFamily.parse("collider:7").draw(3);

    assertThat(inDegrees(collider)).containsExactly(0, 0, 0, 0, 0, 0, 6);
  }

  @Test
  void bidiagHasTheTwoNodesBefore() {
    Dag bidiag = GraphFamily.parse("bidiag:9").draw(4);

    int[] order = bidiag.topologicalOrder();
    for (int i = 2; i < order.length; i++) {
      assertThat(bidiag.parents(order[i])).isEqualTo(VariableSet.of(order[i - 1], order[i - 2]));
    }
  }

  @Test
  void jungleHasParentsAndGrandparentsOfABinaryTree() {
    Dag jungle = GraphFamily.parse("jungle:7").draw(5);

    assertThat(inDegrees(jungle)).containsExactly(0, 1, 1, 2, 2, 2, 2);
    assertThat(outDegrees(jungle)).containsExactly(0, 0, 0, 0, 2, 2, 6);
  }

  @Test
  void fullJoinsEveryPair() {
    Dag full = GraphFamily.parse("full:6").draw(6);

    assertThat(inDegrees(full)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void erHasTheExpectedNumberOfEdgesOnAverage() {
    GraphFamily family = GraphFamily.parse("er:8:1");

    double mean =
        IntStream.range(0, 2000).map(seed -> family.draw(seed).edgeCount()).average().orElseThrow();

    // 28 pairs with probability 2/7 each; four standard errors: 4 sqrt(28 * 2/7 * 5/7 / 2000)
    assertThat(mean).isBetween(8 - 0.214, 8 + 0.214);
  }

  @Test
  void treeHasOneParentEachAndTwoChildren() {
    Dag tree = GraphFamily.parse("tree:15").draw(5);

    assertThat(inDegrees(tree)).containsExactly(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(outDegrees(tree)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 2);
  }

  @Test
  void anyVariableMayPlayAnyRole() {
    GraphFamily family = GraphFamily.parse("collider:8");
    int[] timesChild = new int[8];
    for (int seed = 0; seed < 3000; seed++) {
      int[] order = family.draw(seed).topologicalOrder();
      timesChild[order[order.length - 1]]++;
    }

    // 375 expected; 4.5 standard deviations of a binomial: 4.5 sqrt(3000 * 1/8 * 7/8)
    assertThat(Arrays.stream(timesChild).min().orElseThrow()).isGreaterThan(375 - 82);
    assertThat(Arrays.stream(timesChild).max().orElseThrow()).isLessThan(375 + 82);
  }

  @Test
  void graphOfASeedNeverChanges() {
    assertThat(GraphFamily.parse("er:5:1").draw(1))
        .hasToString("Dag(5; 0->1, 0->2, 0->4, 1->2, 1->4, 3->2, 4->2)");
    assertThat(GraphFamily.parse("chain:5").draw(1)).hasToString("Dag(5; 0->1, 1->4, 3->0, 4->2)");
    assertThat(GraphFamily.parse("er:5:1").draw(1)).isEqualTo(GraphFamily.parse("er:5:1").draw(1));
  }

  private static int[] inDegrees(Dag graph) {
    return IntStream.range(0, graph.nodes())
        .map(node -> graph.parents(node).size())
        .sorted()
        .toArray();
  }

  private static int[] outDegrees(Dag graph) {
    int[] degrees = new int[graph.nodes()];
    for (int[] edge : graph.edges()) {
      degrees[edge[0]]++;
    }
    Arrays.sort(degrees);
    return degrees;
  }
}
