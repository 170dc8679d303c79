// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What the user says of categorical columns: which they are, and their labels in the order of their
 * indices. Without labels they are those that a file holds.
 */
public final class Labels {
  /** What is wrong with a number in a column of text, to be put behind it. */
  public static final String NUMBER_AMONG_LABELS =
      " is a number among labels; if it is one of them, list all in order: --labels";

  private final Map<String, List<String>> columns = new TreeMap<>();
  private final Set<String> categorical = new TreeSet<>();
  private boolean allCategorical;
  private List<String> ofAll;

  /**
   * The labels that {@code --labels} says.
   *
   * @param options labels by column, joined by commas
   * @throws Failure naming the column whose labels make no sense
   */
  public static Labels of(Map<String, String> options) {
    Labels labels = new Labels();
    options.forEach((column, text) -> labels.columns.put(column, list(column + "=" + text, text)));
    return labels;
  }

  /**
   * What options say.
   *
   * @param options of {@code --labels}: COLUMN=A,B,... for a column, A,B,... for all others
   * @param categorical columns of {@code --categorical}; null without that option, empty for all
   * @throws Failure naming the option that makes no sense
   */
  public static Labels of(List<String> options, Collection<String> categorical) {
    Labels labels = new Labels();
    for (String option : options) {
      int equals = option.indexOf('=');
      if (equals >= 0) {
        String column = option.substring(0, equals).strip();
        if (labels.columns.put(column, list(option, option.substring(equals + 1))) != null) {
          throw new Failure("--labels " + option + ": column " + column + " is given twice");
        }
      } else if (labels.ofAll == null) {
        labels.ofAll = list(option, option);
      } else {
        throw new Failure("--labels " + option + ": a second list without a column");
      }
    }
    if (categorical != null) {
      labels.categorical.addAll(categorical);
      labels.allCategorical = categorical.isEmpty();
    }
    return labels;
  }

  /** The labels of a column; null if they are not listed. */
  public List<String> of(String column) {
    return columns.getOrDefault(column, ofAll);
  }

  /** Whether the user says of this very column that it is categorical. */
  public boolean names(String column) {
    return categorical.contains(column) || of(column) != null;
  }

  /** Whether the user says that a column is categorical, by its name or with all others. */
  public boolean isCategorical(String column) {
    return allCategorical || names(column);
  }

  /**
   * Checks that the labels belong to a file.
   *
   * @throws Failure naming a column that is not there
   */
  public void requireColumns(CsvFile file) {
    columns.keySet().forEach(column -> requireColumn(file, column, "--labels"));
    categorical.forEach(column -> requireColumn(file, column, "--categorical"));
  }

  private static void requireColumn(CsvFile file, String column, String option) {
    if (file.column(column) < 0) {
      throw file.failure(
          "no column %s (%s); %s".formatted(column, option, Names.known(column, file.header())));
    }
  }

  private static List<String> list(String option, String text) {
    List<String> list = split(option, text);
    if (list.contains("") || new HashSet<>(list).size() < list.size()) {
      throw new Failure("--labels %s: a label is empty or given twice".formatted(option));
    }
    return list;
  }

  /** Labels by commas; one that holds a comma stands in quotes. */
  private static List<String> split(String option, String text) {
    if (text.indexOf('"') < 0) {
      return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).setTrim(true).get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      List<CSVRecord> rows = parser.getRecords();
      return rows.size() == 1 ? rows.get(0).toList() : List.of("");
    } catch (IOException | IllegalStateException | java.io.UncheckedIOException e) {
      throw new Failure("--labels " + option + ": a quote is never closed", e);
    }
  }
}
