// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file in UTF-8, gzipped or not, whose first row names the columns unless its dialect says
 * otherwise. Each reading opens it anew. Errors are {@link Failure}s that name file, line and
 * column.
 */
public final class CsvFile {
  private static final Pattern OPEN_QUOTE = Pattern.compile("startline (\\d+).*EOF reached.*");
  private static final Pattern TEXT_AFTER_QUOTE =
      Pattern.compile("Invalid char(acter)? between encapsulated token.*line: (\\d+).*");

  /**
   * A row of values.
   *
   * @param number from 1, without the header
   * @param line the line of the file, from 1, on which the row ends
   * @param cells as many as the header has columns, without surrounding spaces unless the file is
   *     read exactly
   */
  public record Row(long number, long line, List<String> cells) {}

  private final Path path;
  private final Dialect dialect;
  private final List<String> header;

  private CsvFile(Path path, Dialect dialect, List<String> header) {
    this.path = path;
    this.dialect = dialect;
    this.header = header;
  }

  /** Opens a file whose cells may be surrounded by spaces, and reads its header. */
  public static CsvFile of(Path path, char delimiter) {
    return of(path, Dialect.of(delimiter));
  }

  /** Opens a file whose spaces belong to the cells, and reads its header. */
  public static CsvFile exact(Path path) {
    return of(path, new Dialect(',', true, Numerals.POINT, Dialect.FirstRow.UNSAID, List.of()));
  }

  /** Opens a file in a dialect, and reads its header. */
  public static CsvFile of(Path path, Dialect dialect) {
    CsvFile file = new CsvFile(path, dialect, List.of());
    return new CsvFile(path, dialect, file.readHeader());
  }

  /** The file's name without its folder and without .gz and .csv. */
  public String name() {
    return path.getFileName().toString().replaceFirst("(?i)(\\.csv)?(\\.gz)?$", "");
  }

  /** Names of the columns; a column without name (R writes one of row numbers) has the name "". */
  public List<String> header() {
    return header;
  }

  /** How the file is written. */
  public Dialect dialect() {
    return dialect;
  }

  /** Position of a column, or -1. */
  public int column(String name) {
    return header.indexOf(name);
  }

  /** Gives every row to a consumer, in order. */
  public void forEachRow(Consumer<Row> consumer) {
    try (CSVParser parser = parser()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (dialect.firstRow() != Dialect.FirstRow.VALUES) {
        records.next();
      }
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

  /** The failure of a header whose names look like values; null if they do not. */
  public Failure valuesInHeader() {
    String why = CsvHeader.valuesInstead(header, dialect);
    return why == null ? null : failure(why);
  }

  private Row row(long number, CSVRecord record, long line) {
    if (record.size() != header.size()) {
      throw new Failure(
          "%s line %d: %d values, but the header has %d columns%s"
              .formatted(path, line, record.size(), header.size(), hint(record, number)));
    }
    return new Row(number, line, record.toList());
  }

  private String hint(CSVRecord record, long number) {
    int last = record.size() - 1;
    boolean oneMore = last == header.size();
    if (oneMore && record.get(last).isEmpty()) {
      return "; the row ends in a delimiter";
    }
    if (oneMore && Double.isNaN(dialect.numerals().value(record.get(0)))) {
      return "; names of rows in a column that has no name?";
    }
    if (oneMore && number == 1 && record.get(0).matches("[01]")) {
      return "; numbers of rows in a column that has no name? (R: col.names = NA)";
    }
    if (record.size() == 2 * header.size() && dialect.delimiter() == ',') {
      return "; decimal commas? they need another delimiter, or quotes, and --decimal ,";
    }
    return "";
  }

  private List<String> readHeader() {
    try (CSVParser parser = parser()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw failure("the file is empty; its first row must name the columns");
      }
      List<String> names = names(records.next());
      String fault = CsvHeader.fault(names, dialect);
      if (fault != null) {
        throw failure(fault);
      }
      return names;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw unreadable(e);
    }
  }

  private List<String> names(CSVRecord first) {
    if (dialect.firstRow() != Dialect.FirstRow.VALUES) {
      return first.stream().map(CsvHeader::visible).toList();
    }
    if (dialect.names().isEmpty()) {
      return IntStream.rangeClosed(1, first.size()).mapToObj(i -> "V" + i).toList();
    }
    if (dialect.names().size() != first.size()) {
      throw failure(
          "--names gives %d, but the first row has %d values"
              .formatted(dialect.names().size(), first.size()));
    }
    return dialect.names();
  }

  private CSVParser parser() throws IOException {
    CSVFormat.Builder format = CSVFormat.DEFAULT.builder().setDelimiter(dialect.delimiter());
    if (!dialect.spacesBelong()) {
      format.setIgnoreSurroundingSpaces(dialect.delimiter() != ' ').setTrim(true);
    }
    return CSVParser.builder().setReader(CsvText.open(path)).setFormat(format.get()).get();
  }

  private Failure unreadable(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    return new Failure(path + ": " + why(cause), e);
  }

  private String why(Throwable cause) {
    if (cause instanceof CharacterCodingException) {
      return CsvText.notText(path);
    }
    String why = InputFile.why(cause);
    Matcher open = OPEN_QUOTE.matcher(why);
    if (open.find()) {
      return "a quote that opens on line " + open.group(1) + " is never closed";
    }
    Matcher after = TEXT_AFTER_QUOTE.matcher(why);
    return after.find()
        ? "line " + after.group(2) + ": text behind a closing quote; a quote in a cell is doubled"
        : why;
  }
}
