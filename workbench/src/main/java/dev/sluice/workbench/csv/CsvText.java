// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Failure;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The text of a file that should be CSV in UTF-8, gzipped or not, without its byte order mark. */
final class CsvText {
  private static final int SNIFFED = 4_096;
  private static final int LINE = 1 << 20;

  /** How files begin that are taken for tables; all others are just not text. */
  private static final Map<String, int[]> BINARY =
      Map.of(
          "Parquet",
          new int[] {'P', 'A', 'R', '1'},
          "a workbook of Excel (.xls)",
          new int[] {0xD0, 0xCF, 0x11, 0xE0},
          "a data file of SPSS",
          new int[] {'$', 'F', 'L'},
          "a data file of R",
          new int[] {'R', 'D', 'X'},
          "compressed by bzip2",
          new int[] {'B', 'Z', 'h'},
          "compressed by xz",
          new int[] {0xFD, '7', 'z'},
          "compressed by zstd",
          new int[] {0x28, 0xB5, 0x2F, 0xFD});

  private static final Map<String, Pattern> TEXTS =
      Map.of(
          "HTML or XML",
          Pattern.compile("(?i)<(!doctype|html|head|body|table|\\?xml)\\b"),
          "ARFF",
          Pattern.compile("(?im)(%.*\\R)*@relation\\b"),
          "SQL",
          Pattern.compile("(?i)(insert into|create table)\\s"));

  private CsvText() {}

  /**
   * Opens a file.
   *
   * @throws Failure if its first bytes are those of something else
   */
  static Reader open(Path path) throws IOException {
    requireFile(path);
    InputStream bytes = bytes(path);
    try {
      bytes.mark(SNIFFED);
      byte[] head = bytes.readNBytes(SNIFFED);
      bytes.reset();
      String other = other(head);
      if (other != null) {
        throw new Failure(path + ": " + other);
      }
      bytes.skipNBytes(starts(head, 0xEF, 0xBB, 0xBF) ? 3 : 0);
      // A decoder, unlike a charset, refuses bytes that are not UTF-8 instead of replacing them.
      return new BufferedReader(
          new NoNul(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder())), SNIFFED);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** A pipe gives its bytes once only, but a table is read several times. */
  private static void requireFile(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new Failure(
          path + ": not a file but a pipe or a device, which cannot be read twice: save it");
    }
    if (path.toString().equals("-") && !Files.exists(path)) {
      throw new Failure("-: standard input cannot be read twice: save it to a file");
    }
  }

  /** Where a file is not text in UTF-8, and what might help. */
  static String notText(Path path) {
    long number = 1;
    try (InputStream bytes = bytes(path)) {
      byte[] line = new byte[LINE];
      int length = 0;
      for (int b = bytes.read(); b >= 0 && length < LINE; b = bytes.read()) {
        if (b == 0) {
          return "line " + number + " holds a NUL character: not a text file, or a damaged one";
        }
        line[length++] = (byte) b;
        if (b == '\n') {
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length));
          length = 0;
          number++;
        }
      }
    } catch (IOException e) {
      // This is the line.
    }
    return "line %d is not UTF-8; if it is Windows-1252 or Latin-1: iconv -f WINDOWS-1252 -t UTF-8"
        .formatted(number);
  }

  /** Refuses what a text does not hold, before anybody trims it away. */
  private static final class NoNul extends FilterReader {
    NoNul(Reader reader) {
      super(reader);
    }

    @Override
    public int read() throws IOException {
      throw new UnsupportedOperationException("read in blocks");
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      for (int i = offset; i < offset + read; i++) {
        if (buffer[i] == 0) {
          throw new CharacterCodingException();
        }
      }
      return read;
    }
  }

  private static InputStream bytes(Path path) throws IOException {
    InputStream file = new BufferedInputStream(Files.newInputStream(path));
    try {
      file.mark(2);
      boolean gzipped = starts(file.readNBytes(2), 0x1f, 0x8b);
      file.reset();
      return gzipped ? new BufferedInputStream(new GZIPInputStream(file)) : file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** What a file is instead of CSV; null if nothing speaks against it. */
  private static String other(byte[] head) {
    if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF)) {
      return "the file is UTF-16, not UTF-8: iconv -f UTF-16 -t UTF-8";
    }
    if (starts(head, 'P', 'K', 3, 4)) {
      return "not a text file but a ZIP archive or an Excel workbook: export it as CSV in UTF-8";
    }
    for (Map.Entry<String, int[]> binary : BINARY.entrySet()) {
      if (starts(head, binary.getValue())) {
        return "not a text file but " + binary.getKey() + ": export it as CSV in UTF-8";
      }
    }
    int even = 0;
    int odd = 0;
    for (int i = 0; i < head.length; i++) {
      even += head[i] == 0 && i % 2 == 0 ? 1 : 0;
      odd += head[i] == 0 && i % 2 == 1 ? 1 : 0;
    }
    if (Math.max(even, odd) > head.length / 4 && Math.min(even, odd) < head.length / 20) {
      return "the file is UTF-16 without a mark, not UTF-8: iconv -f UTF-16%s -t UTF-8"
          .formatted(odd > even ? "LE" : "BE");
    }
    String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
    for (Map.Entry<String, Pattern> other : TEXTS.entrySet()) {
      if (other.getValue().matcher(text).lookingAt()) {
        return "the file holds " + other.getKey() + ", not CSV, whose first row names the columns";
      }
    }
    return json(text);
  }

  private static String json(String text) {
    if (text.matches("(?s)\\{\\s*(\".*|}.*|)") || text.matches("(?s)\\[\\s*[\\[{].*")) {
      return "the file holds JSON (its first character is "
          + text.charAt(0)
          + "), not CSV, whose first row names the columns";
    }
    return null;
  }

  private static boolean starts(byte[] bytes, int... start) {
    byte[] expected = new byte[start.length];
    for (int i = 0; i < start.length; i++) {
      expected[i] = (byte) start[i];
    }
    return bytes.length >= start.length
        && Arrays.equals(bytes, 0, start.length, expected, 0, start.length);
  }
}
