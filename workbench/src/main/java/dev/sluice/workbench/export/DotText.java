// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** A graph in the language of Graphviz; the more probable an edge, the thicker it is. */
final class DotText {
  private DotText() {}

  static void write(ExportedGraph graph, Writer out) throws IOException {
    out.write("digraph " + quoted(graph.experimentId()) + " {\n");
    out.write("  label=" + quoted(graph.title()) + ";\n");
    out.write("  node [shape=box, style=rounded];\n");
    for (String variable : graph.variables()) {
      out.write("  " + quoted(variable) + ";\n");
    }
    for (GraphEdge edge : graph.edges()) {
      out.write(
          String.format(
              Locale.ROOT,
              "  %s -> %s [label=\"%.3g\", penwidth=%.2f%s];\n",
              quoted(graph.variables().get(edge.from())),
              quoted(graph.variables().get(edge.to())),
              edge.shown(),
              0.5 + 2 * edge.shown(),
              edge.directed() ? "" : ", dir=none"));
    }
    out.write("}\n");
  }

  /** In a quoted string of the language, only the quote is escaped by the language itself. */
  private static String quoted(String text) {
    // A backslash would begin an escape of labels, where two of them are one.
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
