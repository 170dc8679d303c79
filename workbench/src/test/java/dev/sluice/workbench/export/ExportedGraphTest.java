// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.posterior.SnapshotFixture;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.nio.graphml.GraphMLImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportedGraphTest {
  private static final String ODD = "x \"<ü>\" \\n & 山";

  /** P(A -> B) is .9981, P(B -> C) .62 and P(C -> B) .2, P(A -> C) .304. */
  private static PosteriorSnapshot snapshot(String... variables) {
    return SnapshotFixture.snapshot(variables);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAP         | .95 | A>B B>C
          MEDIAN      | .95 | A>B B>C
          LEAST_SHD   | .95 | A>B B>C
          CREDIBLE    | .95 | A>B
          CREDIBLE    | .6  | A>B B>C
          CPDAG       | .95 | A-B B-C
          I_ESSENTIAL | .95 | A>B B>C
          """)
  void aKindOfGraphHasItsEdges(GraphKind kind, double level, String edges) {
    ExportedGraph graph = PosteriorGraphs.of(snapshot("A", "B", "C"), kind, level);
    assertThat(String.join(" ", graph.edges().stream().map(e -> text(graph, e)).toList()))
        .isEqualTo(edges);
  }

  private static String text(ExportedGraph graph, GraphEdge edge) {
    return graph.variables().get(edge.from())
        + (edge.directed() ? ">" : "-")
        + graph.variables().get(edge.to());
  }

  @Test
  void dotHasNodesWithoutEdgesAndLines() throws IOException {
    PosteriorSnapshot chain = snapshot("A", "B", "C");
    chain.setMapGraph(List.of(List.of("A", "B")));
    assertThat(write(PosteriorGraphs.of(chain, GraphKind.CPDAG, .95), GraphFormat.DOT))
        .isEqualTo(
            """
            digraph "lab" {
              label="lab: cpdag, enumeration, 12,345 samples";
              node [shape=box, style=rounded];
              "A";
              "B";
              "C";
              "A" -> "B" [label="0.998", penwidth=2.50, dir=none];
            }
            """);
  }

  @Test
  void csvAndJsonHaveBothProbabilities() throws IOException {
    ExportedGraph graph = PosteriorGraphs.of(snapshot("A\"1", "B", "C"), GraphKind.MAP, .95);
    assertThat(write(graph, GraphFormat.CSV))
        .isEqualTo(
            """
            from,to,directed,probability,reverse_probability
            "A""1",B,true,0.9981,4.0E-4
            B,C,true,0.62,0.2
            """);
    assertThat(write(graph, GraphFormat.JSON))
        .startsWith("{\n  \"experimentId\" : \"lab\",\n  \"graph\" : \"map\",\n")
        .contains("\"variables\" : [ \"A\\\"1\", \"B\", \"C\" ]")
        .contains("\"from\" : \"A\\\"1\",\n    \"to\" : \"B\",\n    \"directed\" : true,\n");
  }

  /** The reader checks the schema of GraphML. */
  @Test
  void graphMlIsReadWithItsNamesAndProbabilities() throws IOException {
    PosteriorSnapshot snapshot = snapshot(ODD, "B", "C");
    ExportedGraph exported = PosteriorGraphs.of(snapshot, GraphKind.CPDAG, .95);
    Graph<String, DefaultEdge> read = new SimpleDirectedGraph<>(DefaultEdge.class);
    GraphMLImporter<String, DefaultEdge> importer = new GraphMLImporter<>();
    importer.setVertexFactory(id -> id);
    Map<String, String> data = new HashMap<>();
    importer.addVertexAttributeConsumer(
        (of, value) -> data.put(of.getFirst() + "." + of.getSecond(), value.getValue()));
    importer.addEdgeAttributeConsumer(
        (of, value) ->
            data.put(
                read.getEdgeSource(of.getFirst())
                    + read.getEdgeTarget(of.getFirst())
                    + "."
                    + of.getSecond(),
                value.getValue()));
    importer.importGraph(read, new StringReader(write(exported, GraphFormat.GRAPHML)));
    assertThat(read.vertexSet()).containsExactlyInAnyOrder("n0", "n1", "n2");
    assertThat(read.edgeSet()).hasSize(4);
    assertThat(data)
        .containsEntry("n0.name", ODD)
        .containsEntry("n0n1.probability", "0.9981")
        .containsEntry("n1n0.probability", "4.0E-4")
        .containsEntry("n0n1.directed", "false");
  }

  @Test
  void dotEscapesQuotesAndBackslashes() throws IOException {
    assertThat(
            write(PosteriorGraphs.of(snapshot(ODD, "B", "C"), GraphKind.MAP, .95), GraphFormat.DOT))
        .contains("  \"x \\\"<ü>\\\" \\\\n & 山\" -> \"B\" [");
  }

  @Test
  void whatHasNoResultsOrNoSuchGraphIsSaid() {
    PosteriorSnapshot failed = snapshot("A", "B", "C");
    failed.setEdges(null);
    failed.setFailure("too much");
    failed.setFailureReason(FailureReason.MEMORY);
    assertThatThrownBy(() -> PosteriorGraphs.of(failed, GraphKind.MAP, .95))
        .isInstanceOf(Failure.class)
        .hasMessage("--experiment lab: no results: too much (MEMORY)");
    PosteriorSnapshot many = snapshot("A", "B", "C");
    many.setOtherRegimes(7);
    assertThatThrownBy(() -> PosteriorGraphs.of(many, GraphKind.I_ESSENTIAL, .95))
        .hasMessageContaining("leaves 7 out");
    PosteriorSnapshot set = snapshot("A", "B", "C");
    set.setSamplesByRegime(Map.of("B", 3L, "A,B", 2L));
    assertThatThrownBy(() -> PosteriorGraphs.of(set, GraphKind.I_ESSENTIAL, .95))
        .hasMessageContaining("B is never observed without being set");
  }

  @Test
  void regimesAreSetsOfVariables() {
    List<String> variables = List.of("a", "b", "c");
    assertThat(RegimeTargets.of(List.of("", "a,c", "b"), variables))
        .containsExactly(VariableSet.EMPTY, VariableSet.of(0, 2), VariableSet.of(1));
    assertThatThrownBy(() -> RegimeTargets.of(List.of("a,x"), variables))
        .hasMessage("samplesByRegime: a,x: no names of variables");
  }

  private static String write(ExportedGraph graph, GraphFormat format) throws IOException {
    StringWriter out = new StringWriter();
    format.write(graph, out);
    return out.toString();
  }
}
