// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import java.util.ArrayList;
import java.util.List;

/** One line of CSV (RFC 4180), whose fields hold no line breaks. */
final class CsvLine {

  private CsvLine() {}

  /**
   * The fields of a line; in quotes a field may hold commas, and quotes that are doubled.
   *
   * @param place of the line, for messages
   * @throws IllegalArgumentException if quotes do not end, or something follows them
   */
  static List<String> fields(String line, String place) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    boolean closed = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (quoted) {
        boolean doubled = character == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
        if (doubled || character != '"') {
          field.append(character);
          i += doubled ? 1 : 0;
        } else {
          quoted = false;
          closed = true;
        }
      } else if (character == ',') {
        fields.add(field.toString());
        field.setLength(0);
        closed = false;
      } else if (character == '"' && field.isEmpty() && !closed) {
        quoted = true;
      } else if (closed) {
        throw new IllegalArgumentException(place + ": something follows a closing quote");
      } else {
        field.append(character);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException(place + ": a quote does not end");
    }
    fields.add(field.toString());
    return fields;
  }
}
