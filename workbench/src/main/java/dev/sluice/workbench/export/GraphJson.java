// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** A graph as one JSON object. */
final class GraphJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GraphJson() {}

  static void write(ExportedGraph graph, Writer out) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("experimentId", graph.experimentId());
    root.put("graph", graph.kind().name().toLowerCase(Locale.ROOT));
    root.put("method", graph.method());
    root.put("samples", graph.samples());
    root.put("asOf", graph.asOf());
    root.put("converged", graph.converged());
    ArrayNode variables = root.putArray("variables");
    graph.variables().forEach(variables::add);
    ArrayNode edges = root.putArray("edges");
    for (GraphEdge edge : graph.edges()) {
      edges
          .addObject()
          .put("from", graph.variables().get(edge.from()))
          .put("to", graph.variables().get(edge.to()))
          .put("directed", edge.directed())
          .put("probability", edge.probability())
          .put("reverseProbability", edge.reverse());
    }
    out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    out.write("\n");
  }
}
