// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.CsvFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Columns of 0 and 1, or false and true, each of which says whether one variable is a target. */
final class TargetIndicators implements Targets {
  private static final String ANY = "*";

  private final CsvFile file;

  /** The variable that a column, by its position, speaks of. */
  private final SortedMap<Integer, String> variables;

  private TargetIndicators(CsvFile file, SortedMap<Integer, String> variables) {
    this.file = file;
    this.variables = variables;
  }

  /**
   * The columns that options name.
   *
   * @param options COLUMN=VARIABLE; COLUMN, whose name is that of a variable and something before
   *     or behind it, such as do_A; or a name in which * stands for that of every variable
   * @param names of the experiment's variables
   * @throws Failure naming the option that is wrong
   */
  static TargetIndicators of(CsvFile file, List<String> options, List<String> names) {
    SortedMap<Integer, String> variables = new TreeMap<>();
    for (String option : options) {
      columns(file, option, names)
          .forEach(
              (column, variable) -> {
                if (variables.put(column, variable) != null) {
                  throw failure(file, option, "its column is given twice");
                }
              });
    }
    return new TargetIndicators(file, variables);
  }

  /** Names of the columns that options may mean in a file. */
  static List<String> columnNames(CsvFile file, List<String> options) {
    List<String> columns = new ArrayList<>();
    for (String option : options) {
      String name = columnName(file, option);
      if (name.contains(ANY) && file.column(name) < 0) {
        int star = name.indexOf(ANY);
        file.header().stream()
            .filter(column -> column.length() >= name.length())
            .filter(column -> column.startsWith(name.substring(0, star)))
            .filter(column -> column.endsWith(name.substring(star + 1)))
            .forEach(columns::add);
      } else {
        requireColumn(file, option, name);
        columns.add(name);
      }
    }
    return columns;
  }

  @Override
  public List<String> of(CsvFile.Row row) {
    List<String> targets = new ArrayList<>();
    for (Map.Entry<Integer, String> entry : variables.entrySet()) {
      if (isSet(row.cells().get(entry.getKey()), row.line(), entry.getKey())
          && !targets.contains(entry.getValue())) {
        targets.add(entry.getValue());
      }
    }
    return targets;
  }

  private boolean isSet(String cell, long line, int column) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "1", "1.0", "true" -> true;
      case "0", "0.0", "false" -> false;
      default ->
          throw file.failure(
              line,
              file.header().get(column),
              "'" + cell + "' is neither 0 nor 1 (--targets-columns)");
    };
  }

  private static Map<Integer, String> columns(CsvFile file, String option, List<String> names) {
    String name = columnName(file, option);
    Map<Integer, String> columns = new TreeMap<>();
    if (name.contains(ANY) && file.column(name) < 0) {
      int star = name.indexOf(ANY);
      for (String column : columnNames(file, List.of(option))) {
        String variable =
            column.substring(star, column.length() - (name.length() - star - ANY.length()));
        if (!names.contains(variable)) {
          throw failure(
              file,
              option,
              "column %s: no variable %s; %s"
                  .formatted(column, variable, Names.known(variable, names)));
        }
        columns.put(file.column(column), variable);
      }
      if (columns.isEmpty()) {
        throw failure(file, option, "no such column of any variable");
      }
      return columns;
    }
    requireColumn(file, option, name);
    if (names.contains(name)) {
      throw failure(file, option, "the column holds the values of a variable");
    }
    String variable =
        name.length() < option.length()
            ? option.substring(name.length() + 1)
            : meant(file, name, names);
    if (!names.contains(variable)) {
      throw failure(file, option, "no variable " + variable + "; " + Names.known(variable, names));
    }
    columns.put(file.column(name), variable);
    return columns;
  }

  /** The column of an option, which may hold the sign before the variable itself. */
  private static String columnName(CsvFile file, String option) {
    int equals = option.lastIndexOf('=');
    return equals < 0 || file.column(option) >= 0 ? option : option.substring(0, equals);
  }

  /** The one variable whose name stands at the beginning or the end of a column's. */
  private static String meant(CsvFile file, String column, List<String> names) {
    List<String> meant = new ArrayList<>();
    int longest = 0;
    for (String name : names) {
      if (name.length() >= longest && isPart(column, name)) {
        if (name.length() > longest) {
          meant.clear();
        }
        longest = name.length();
        meant.add(name);
      }
    }
    if (meant.size() != 1) {
      throw failure(
          file, column, "which variable is meant? --targets-columns " + column + "=VARIABLE");
    }
    return meant.get(0);
  }

  private static boolean isPart(String column, String name) {
    int rest = column.length() - name.length();
    if (rest <= 0) {
      return false;
    }
    boolean begins =
        column.startsWith(name) && !Character.isLetterOrDigit(column.charAt(name.length()));
    boolean ends = column.endsWith(name) && !Character.isLetterOrDigit(column.charAt(rest - 1));
    return begins || ends || column.equals("do(" + name + ")");
  }

  private static void requireColumn(CsvFile file, String option, String name) {
    if (file.column(name) < 0) {
      throw failure(file, option, "no column " + name + "; " + Names.known(name, file.header()));
    }
  }

  private static Failure failure(CsvFile file, String option, String why) {
    return file.failure("--targets-columns " + option + ": " + why);
  }
}
