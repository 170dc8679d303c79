// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import java.io.IOException;
import java.io.Writer;

/** How a graph is written. */
enum GraphFormat {
  DOT,
  GRAPHML,
  CSV,
  JSON;

  /** Writes a graph. */
  void write(ExportedGraph graph, Writer out) throws IOException {
    switch (this) {
      case DOT -> DotText.write(graph, out);
      case GRAPHML -> GraphMl.write(graph, out);
      case CSV -> EdgeTable.write(graph, out);
      case JSON -> GraphJson.write(graph, out);
    }
  }
}
