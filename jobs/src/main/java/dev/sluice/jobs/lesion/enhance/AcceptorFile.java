// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.Path;

/**
 * Reads the file of acceptors: CSV in UTF-8 with a header of the columns caseId, patientId, split
 * and image, and perhaps brain and phantom. All rows must be of split TRAINING.
 */
final class AcceptorFile {

  private static final List<String> REQUIRED = List.of("caseId", "patientId", "split", "image");
  private static final List<String> OPTIONAL = List.of("brain", "phantom");
  private static final String TRAINING = "TRAINING";
  private static final int MOST_BYTES = 64 << 20;

  private final String name;
  private final List<String> header;
  private final Set<String> seen = new HashSet<>();

  private AcceptorFile(String name, List<String> header) {
    this.name = name;
    this.header = header;
  }

  /**
   * Reads a file from any of Flink's file systems.
   *
   * @throws IllegalArgumentException if it cannot be read, is none, or has a row that must not take
   *     lesions; the message is one line that names file and line
   */
  static Acceptors read(String file) {
    List<String> lines = lines(file);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(file + ": is empty, expected a header and acceptors");
    }
    List<String> header = CsvLine.fields(lines.get(0), file + ", line 1");
    AcceptorFile reader = new AcceptorFile(file, header);
    reader.checkHeader();
    List<AcceptorRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        rows.add(reader.row(lines.get(i), i + 1));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(file + ": has no acceptors below its header");
    }
    return new Acceptors(rows);
  }

  private static List<String> lines(String file) {
    byte[] bytes;
    try {
      Path path = new Path(file);
      try (InputStream in = path.getFileSystem().open(path)) {
        bytes = in.readNBytes(MOST_BYTES + 1);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s: holds more than %d bytes, the most that are read".formatted(file, MOST_BYTES));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + ": is not in UTF-8", e);
    }
  }

  private void checkHeader() {
    for (String required : REQUIRED) {
      if (!header.contains(required)) {
        throw new IllegalArgumentException(
            "%s, line 1: no column %s; expected %s, and perhaps %s"
                .formatted(name, required, String.join(",", REQUIRED), String.join(",", OPTIONAL)));
      }
    }
    for (String column : header) {
      if (!REQUIRED.contains(column) && !OPTIONAL.contains(column)) {
        throw new IllegalArgumentException(
            "%s, line 1: column '%s' is none of %s,%s"
                .formatted(name, column, String.join(",", REQUIRED), String.join(",", OPTIONAL)));
      }
    }
    if (new HashSet<>(header).size() < header.size()) {
      throw new IllegalArgumentException(name + ", line 1: a column is there twice");
    }
  }

  private AcceptorRow row(String line, int number) {
    String place = "%s, line %d".formatted(name, number);
    List<String> fields = CsvLine.fields(line, place);
    if (fields.size() != header.size()) {
      throw new IllegalArgumentException(
          "%s: has %d fields, its header %d".formatted(place, fields.size(), header.size()));
    }
    String caseId = required(fields, "caseId", place);
    String patientId = required(fields, "patientId", place);
    String split = required(fields, "split", place);
    if (!split.equals(TRAINING)) {
      throw new IllegalArgumentException(
          "%s: case %s is of split %s; nothing synthetic may be made of any but %s"
              .formatted(place, caseId, split, TRAINING));
    }
    if (!seen.add(caseId)) {
      throw new IllegalArgumentException("%s: case %s is there twice".formatted(place, caseId));
    }
    return new AcceptorRow(
        caseId,
        patientId,
        required(fields, "image", place),
        optional(fields, "brain"),
        phantom(optional(fields, "phantom"), place));
  }

  private String required(List<String> fields, String column, String place) {
    String field = fields.get(header.indexOf(column));
    if (field.isBlank()) {
      throw new IllegalArgumentException("%s: %s is blank".formatted(place, column));
    }
    return field;
  }

  private String optional(List<String> fields, String column) {
    int at = header.indexOf(column);
    return at < 0 ? "" : fields.get(at).strip();
  }

  private static boolean phantom(String field, String place) {
    return switch (field) {
      case "true" -> true;
      case "false", "" -> false;
      default ->
          throw new IllegalArgumentException(
              "%s: phantom is '%s', expected true or false".formatted(place, field));
    };
  }
}
