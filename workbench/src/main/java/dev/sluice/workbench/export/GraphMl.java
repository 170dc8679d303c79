// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A graph in GraphML. Readers of directed graphs, NetworkX among them, refuse edges without
 * direction: a line is two edges, one each way, whose data say that they are not directed.
 */
final class GraphMl {
  private static final String NAMESPACE = "http://graphml.graphdrawing.org/xmlns";
  private static final String SCHEMA = NAMESPACE + "/1.0/graphml.xsd";
  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

  private final XMLStreamWriter xml;

  private GraphMl(XMLStreamWriter xml) {
    this.xml = xml;
  }

  static void write(ExportedGraph graph, Writer out) throws IOException {
    try {
      new GraphMl(XMLOutputFactory.newFactory().createXMLStreamWriter(out)).write(graph);
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void write(ExportedGraph graph) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    start(0, "graphml");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeNamespace("xsi", INSTANCE);
    xml.writeAttribute("xsi", INSTANCE, "schemaLocation", NAMESPACE + " " + SCHEMA);
    key("title", "graph", "string");
    key("name", "node", "string");
    key("probability", "edge", "double");
    key("directed", "edge", "boolean");
    start(1, "graph");
    xml.writeAttribute("id", "graph");
    xml.writeAttribute("edgedefault", "directed");
    data(2, "title", graph.title());
    for (int node = 0; node < graph.variables().size(); node++) {
      start(2, "node");
      xml.writeAttribute("id", "n" + node);
      data(3, "name", graph.variables().get(node));
      end(2);
    }
    for (GraphEdge edge : graph.edges()) {
      edge(edge.from(), edge.to(), edge.probability(), edge.directed());
      if (!edge.directed()) {
        edge(edge.to(), edge.from(), edge.reverse(), false);
      }
    }
    end(1);
    end(0);
    xml.writeCharacters("\n");
    xml.writeEndDocument();
    xml.flush();
  }

  private void key(String name, String of, String type) throws XMLStreamException {
    indent(1);
    xml.writeEmptyElement("key");
    xml.writeAttribute("id", name);
    xml.writeAttribute("for", of);
    xml.writeAttribute("attr.name", name);
    xml.writeAttribute("attr.type", type);
  }

  private void edge(int from, int to, double probability, boolean directed)
      throws XMLStreamException {
    start(2, "edge");
    xml.writeAttribute("source", "n" + from);
    xml.writeAttribute("target", "n" + to);
    data(3, "probability", Double.toString(probability));
    data(3, "directed", Boolean.toString(directed));
    end(2);
  }

  private void data(int depth, String key, String text) throws XMLStreamException {
    start(depth, "data");
    xml.writeAttribute("key", key);
    xml.writeCharacters(requireXml(text));
    xml.writeEndElement();
  }

  private void start(int depth, String element) throws XMLStreamException {
    indent(depth);
    xml.writeStartElement(element);
  }

  private void end(int depth) throws XMLStreamException {
    indent(depth);
    xml.writeEndElement();
  }

  private void indent(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  /** XML 1.0 has no way to write most control characters. */
  private static String requireXml(String text) {
    boolean can =
        text.codePoints()
            .allMatch(
                c ->
                    c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000);
    if (!can) {
      throw new Failure("--format graphml: a name has a character that XML cannot hold: " + text);
    }
    return text;
  }
}
