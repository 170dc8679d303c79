// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The edges of a graph as CSV. Variables without any are not in it. */
final class EdgeTable {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader("from", "to", "directed", "probability", "reverse_probability")
          .setRecordSeparator("\n")
          .get();

  private EdgeTable() {}

  static void write(ExportedGraph graph, Writer out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    for (GraphEdge edge : graph.edges()) {
      printer.printRecord(
          graph.variables().get(edge.from()),
          graph.variables().get(edge.to()),
          edge.directed(),
          edge.probability(),
          edge.reverse());
    }
    printer.flush();
  }
}
