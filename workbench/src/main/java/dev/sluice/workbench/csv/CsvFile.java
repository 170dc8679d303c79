// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file in UTF-8, gzipped or not, whose first row names the columns. Each reading opens it
 * anew. Errors are {@link Failure}s that name file, line and column.
 */
public final class CsvFile {
  private static final int GZIP_MAGIC = 0x1f8b;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * A row below the header.
   *
   * @param number from 1, without the header
   * @param line the line of the file, from 1, on which the row ends
   * @param cells as many as the header has columns, without surrounding spaces unless the file is
   *     read exactly
   */
  public record Row(long number, long line, List<String> cells) {}

  private final Path path;
  private final CSVFormat format;
  private final List<String> header;

  private CsvFile(Path path, CSVFormat format, List<String> header) {
    this.path = path;
    this.format = format;
    this.header = header;
  }

  /** Opens a file whose cells may be surrounded by spaces, and reads its header. */
  public static CsvFile of(Path path, char delimiter) {
    return open(
        path,
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .get());
  }

  /** Opens a file whose spaces belong to the cells, and reads its header. */
  public static CsvFile exact(Path path) {
    return open(path, CSVFormat.DEFAULT);
  }

  private static CsvFile open(Path path, CSVFormat format) {
    CsvFile file = new CsvFile(path, format, List.of());
    return new CsvFile(path, format, file.readHeader());
  }

  /** The file's name without its folder and without .gz and .csv. */
  public String name() {
    return path.getFileName().toString().replaceFirst("(?i)(\\.csv)?(\\.gz)?$", "");
  }

  /** Names of the columns; a column without name (R writes one of row numbers) has the name "". */
  public List<String> header() {
    return header;
  }

  /** Position of a column, or -1. */
  public int column(String name) {
    return header.indexOf(name);
  }

  /** Gives every row to a consumer, in order. */
  public void forEachRow(Consumer<Row> consumer) {
    try (CSVParser parser = parser()) {
      Iterator<CSVRecord> records = parser.iterator();
      records.next();
      for (long number = 1; records.hasNext(); number++) {
        consumer.accept(row(number, records.next(), parser.getCurrentLineNumber()));
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw unreadable(e);
    }
  }

  /** A failure of one cell. */
  public Failure failure(long line, String column, String why) {
    return new Failure("%s line %d, column %s: %s".formatted(path, line, column, why));
  }

  /** A failure of the file as a whole. */
  public Failure failure(String why) {
    return new Failure(path + ": " + why);
  }

  private Row row(long number, CSVRecord record, long line) {
    if (record.size() != header.size()) {
      throw new Failure(
          "%s line %d: %d values, but the header has %d columns"
              .formatted(path, line, record.size(), header.size()));
    }
    return new Row(number, line, record.toList());
  }

  private List<String> readHeader() {
    try (CSVParser parser = parser()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw failure("the file is empty; its first row must name the columns");
      }
      return checked(records.next().stream().map(CsvFile::withoutMark).map(String::strip).toList());
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw unreadable(e);
    }
  }

  private List<String> checked(List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!name.isEmpty() && !seen.add(name)) {
        throw failure("line 1: two columns are named " + name);
      }
    }
    return names;
  }

  private CSVParser parser() throws IOException {
    return CSVParser.builder().setReader(reader()).setFormat(format).get();
  }

  private Reader reader() throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(path));
    bytes.mark(2);
    boolean gzipped = (bytes.read() << 8 | bytes.read()) == GZIP_MAGIC;
    bytes.reset();
    InputStream text = gzipped ? new GZIPInputStream(bytes) : bytes;
    // A decoder, unlike a charset, refuses bytes that are not UTF-8 instead of replacing them.
    return new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder());
  }

  private Failure unreadable(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    return new Failure(path + ": " + InputFile.why(cause), e);
  }

  private static String withoutMark(String name) {
    return name.startsWith(BYTE_ORDER_MARK) ? name.substring(1).strip() : name;
  }
}
