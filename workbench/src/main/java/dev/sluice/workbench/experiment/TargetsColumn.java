// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.CsvFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The column that says which variables were intervened on: empty or 0 for none, else names of
 * variables, or their positions in the declaration from 1, joined by semicolons. A variable whose
 * name is a number is meant by its name; a cell that can be read in two ways is refused.
 */
final class TargetsColumn implements Targets {
  /** What a target is called by. */
  enum By {
    /** Its name only. */
    NAMES,
    /** Its position in the declaration, from 1. */
    POSITIONS
  }

  private static final String NONE = "0";
  private static final String SEPARATOR = ";";

  private final CsvFile file;
  private final int column;
  private final By by;
  private final List<String> variables;
  private final Set<String> names;
  private final boolean positions;

  /**
   * The column of a file.
   *
   * @param by null for names, and positions where no name can be taken for one
   * @param variables names in the order of the declaration
   * @throws Failure if there is no such column or it is a variable
   */
  TargetsColumn(CsvFile file, String name, By by, List<String> variables) {
    this.file = file;
    this.column = file.column(name);
    this.by = by;
    this.variables = variables;
    this.names = new HashSet<>(variables);
    this.positions =
        by == By.POSITIONS
            || (by == null
                && IntStream.range(0, variables.size())
                    .noneMatch(v -> isOtherPosition(variables.get(v), v + 1)));
    if (names.contains(name)) {
      throw file.failure("column " + name + " (--targets-column) is a variable of the experiment");
    }
  }

  @Override
  public List<String> of(CsvFile.Row row) {
    String cell = row.cells().get(column);
    if (cell.isEmpty()) {
      return List.of();
    }
    if (cell.equals(NONE)) {
      if (by == null && names.contains(NONE)) {
        throw failure(
            row.line(),
            "'0' is ambiguous: the variable 0, or no target; --targets-by names or positions says"
                + " which");
      }
      if (by != By.NAMES || !names.contains(NONE)) {
        return List.of();
      }
    }
    return targets(cell, row.line());
  }

  private List<String> targets(String cell, long line) {
    String[] parts = cell.split(SEPARATOR, -1);
    Readings readings = new Readings(parts);
    readings.from(0);
    if (readings.found.size() > 1) {
      throw failure(
          line,
          "'%s' is ambiguous: %s or %s; --targets-columns, a column per variable, is not"
              .formatted(cell, readings.found.get(0), readings.found.get(1)));
    }
    if (readings.found.isEmpty()) {
      for (String part : parts) {
        require(part.strip(), line);
      }
      throw failure(line, "'" + cell + "' names no variables"); // each part does: never reached
    }
    return readings.found.get(0).stream().distinct().toList();
  }

  /** The ways to read a cell, up to two: names of variables may hold the separator, too. */
  private final class Readings {
    private final String[] parts;
    private final boolean[] hopeless;
    private final List<String> current = new ArrayList<>();
    private final List<List<String>> found = new ArrayList<>();

    Readings(String[] parts) {
      this.parts = parts;
      this.hopeless = new boolean[parts.length + 1];
    }

    void from(int begin) {
      if (begin == parts.length) {
        found.add(List.copyOf(current));
        return;
      }
      if (hopeless[begin]) {
        return;
      }
      int before = found.size();
      StringBuilder text = new StringBuilder();
      for (int end = begin + 1; end <= parts.length && found.size() < 2; end++) {
        text.append(end == begin + 1 ? "" : SEPARATOR).append(parts[end - 1]);
        String target = target(text.toString().strip());
        if (target != null) {
          current.add(target);
          from(end);
          current.remove(current.size() - 1);
        }
      }
      hopeless[begin] = found.size() == before;
    }
  }

  /** The variable that a text means; null if none. */
  private String target(String text) {
    if (by != By.POSITIONS && names.contains(text)) {
      return text;
    }
    if (!positions || !text.matches("\\d{1,9}")) {
      return null;
    }
    int position = Integer.parseInt(text);
    return position < 1 || position > variables.size() ? null : variables.get(position - 1);
  }

  private void require(String part, long line) {
    if (target(part) != null) {
      return;
    }
    if (positions && part.matches("\\d{1,9}")) {
      throw failure(line, part + " is no position from 1 to " + variables.size());
    }
    boolean joined =
        !part.isEmpty() && Arrays.stream(part.split("[,+|&/ ]+")).allMatch(names::contains);
    throw failure(
        line,
        "'%s' is no variable; %s"
            .formatted(part, joined ? "several are joined by ';'" : Names.known(part, variables)));
  }

  private static boolean isOtherPosition(String name, int position) {
    return name.matches("\\d{1,9}") && Integer.parseInt(name) != position;
  }

  private Failure failure(long line, String why) {
    return file.failure(line, file.header().get(column), why);
  }
}
