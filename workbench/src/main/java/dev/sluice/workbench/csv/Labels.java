// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import dev.sluice.workbench.command.Failure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The labels of categorical columns as the user lists them, in the order of their indices. Without
 * them the labels are those that a file holds.
 */
public final class Labels {
  private final Map<String, List<String>> columns = new TreeMap<>();

  /**
   * The labels that {@code --labels} says.
   *
   * @param options labels by column, joined by commas
   * @throws Failure naming the column whose labels make no sense
   */
  public static Labels of(Map<String, String> options) {
    Labels labels = new Labels();
    options.forEach(
        (column, text) -> {
          List<String> list = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
          if (list.contains("") || new HashSet<>(list).size() < list.size()) {
            throw new Failure(
                "--labels %s=%s: a label is empty or given twice".formatted(column, text));
          }
          labels.columns.put(column, list);
        });
    return labels;
  }

  /** The labels of a column; null if they are not listed. */
  public List<String> of(String column) {
    return columns.get(column);
  }

  /**
   * Checks that the labels belong to a file.
   *
   * @throws Failure naming a column that is not there
   */
  public void requireColumns(CsvFile file) {
    for (String column : columns.keySet()) {
      if (file.column(column) < 0) {
        throw file.failure(
            "no column %s (--labels); there are %s".formatted(column, file.header()));
      }
    }
  }
}
