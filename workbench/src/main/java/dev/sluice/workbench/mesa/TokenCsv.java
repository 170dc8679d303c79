// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.schemas.Token;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.Cell;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.Missing;
import dev.sluice.workbench.csv.Numerals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rows of a CSV file as tokens, in their order. Kept is how far each sequence is, and nothing
 * of its values. A row that is left out breaks its sequence: what follows it does not follow from
 * what is before it, and is a sequence of its own.
 */
final class TokenCsv {
  /** What the contract allows. */
  private static final int MOST_ENTRIES = 64;

  private static final String PART = "#";

  /**
   * What the columns mean.
   *
   * @param entries positions of the entries of a token, in order
   * @param sequence position of the column that says which sequence a row belongs to; -1 if all
   *     belong to one
   * @param step position of the column that counts the rows of a sequence; -1 if none does
   */
  record Columns(int[] entries, int sequence, int step) {}

  /** How far a sequence is. */
  private static final class Course {
    private long part = 1;
    private long length;
    private boolean broken;
    private double step = Double.NaN;
  }

  private final CsvFile file;
  private final Columns columns;
  private final Missing missing;
  private final String name;
  private final String group;
  private long rows = -1;
  private long tokens;
  private long sequences;
  private long leftOut;

  private TokenCsv(CsvFile file, Columns columns, Missing missing, String name, String group) {
    this.file = file;
    this.columns = columns;
    this.missing = missing;
    this.name = name;
    this.group = group;
  }

  /**
   * Reads a file once and checks it.
   *
   * @param name of its sequence, or what the names of its sequences begin with
   * @throws Failure naming file, line and column of what is wrong
   */
  static TokenCsv of(CsvFile file, Columns columns, Missing missing, String name, String group) {
    if (columns.entries().length == 0) {
      throw file.failure("no column is left for the entries of tokens");
    }
    if (columns.entries().length > MOST_ENTRIES) {
      throw file.failure(
          "%d columns, but a token has %d entries at most: choose them by --columns"
              .formatted(columns.entries().length, MOST_ENTRIES));
    }
    TokenCsv csv = new TokenCsv(file, columns, missing, name, group);
    Map<String, Course> courses = new HashMap<>();
    long[] read = new long[1];
    file.forEachRow(
        row -> {
          read[0] = row.number();
          Token token = csv.token(row, courses);
          csv.tokens += token == null ? 0 : 1;
          csv.leftOut += token == null ? 1 : 0;
          csv.sequences += token != null && token.getT() == 1 ? 1 : 0;
        });
    csv.rows = read[0];
    return csv;
  }

  /** Gives out the tokens in the order of the rows. */
  void forEach(Consumer<Token> consumer) {
    Map<String, Course> courses = new HashMap<>();
    file.forEachRow(
        row -> {
          if (row.number() > rows) {
            throw file.failure("the file has grown since it was checked");
          }
          Token token = token(row, courses);
          if (token != null) {
            consumer.accept(token);
          }
        });
  }

  /** Number of tokens. */
  long size() {
    return tokens;
  }

  /** Number of sequences. */
  long sequences() {
    return sequences;
  }

  /** Number of rows that are left out for want of a value. */
  long leftOut() {
    return leftOut;
  }

  private Token token(CsvFile.Row row, Map<String, Course> courses) {
    String of = sequence(row);
    Course course = courses.computeIfAbsent(of, unused -> new Course());
    if (columns.step() >= 0) {
      follow(row, course);
    }
    List<Double> values = values(row);
    if (values == null) {
      course.broken = true;
      return null;
    }
    if (course.broken && course.length > 0) {
      course.part++;
      course.length = 0;
    }
    course.broken = false;
    course.length++;
    return Token.newBuilder()
        .setSequenceId(name + of + (course.part == 1 ? "" : PART + course.part))
        .setT(course.length)
        .setValues(values)
        .setGroup(group)
        .build();
  }

  /** What the name of the row's sequence ends in. */
  private String sequence(CsvFile.Row row) {
    if (columns.sequence() < 0) {
      return "";
    }
    String cell = row.cells().get(columns.sequence());
    if (missing.is(cell)) {
      throw failure(row, columns.sequence(), "must say which sequence the row belongs to");
    }
    if (missing.drops() && cell.matches("(?s).*" + PART + "\\d+")) {
      throw failure(
          row,
          columns.sequence(),
          Cell.shown(cell) + " could be a part of another sequence that --on-missing drop breaks");
    }
    return ":" + cell;
  }

  private void follow(CsvFile.Row row, Course course) {
    String cell = row.cells().get(columns.step());
    double step = file.dialect().numerals().value(cell);
    if (step != Math.rint(step)) { // NaN, too
      throw failure(row, columns.step(), Cell.shown(cell) + " is not a whole number");
    }
    if (!Double.isNaN(course.step) && step != course.step + 1) {
      throw failure(
          row,
          columns.step(),
          "%s follows %.0f: the steps of a sequence rise by 1 from row to row"
              .formatted(Cell.visible(cell), course.step));
    }
    course.step = step;
  }

  private List<Double> values(CsvFile.Row row) {
    Numerals numerals = file.dialect().numerals();
    List<Double> values = new ArrayList<>(columns.entries().length);
    boolean lacking = false;
    for (int column : columns.entries()) {
      String cell = row.cells().get(column);
      if (missing.is(cell)) {
        if (!missing.drops()) {
          throw failure(
              row,
              column,
              Cell.shown(cell)
                  + " is no value; with --on-missing drop the row is left out, and what follows is"
                  + " a new sequence");
        }
        lacking = true;
        continue;
      }
      double value = numerals.value(cell);
      if (Double.isNaN(value)) {
        throw failure(row, column, numerals.why(cell));
      }
      values.add(value);
    }
    return lacking ? null : values;
  }

  private Failure failure(CsvFile.Row row, int column, String why) {
    return file.failure(row.line(), file.header().get(column), why);
  }
}
