// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.csv.Cell;
import dev.sluice.workbench.csv.CsvColumn;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells of a column of labels that are hardly meant as labels, where nobody lists them. */
final class OddLabels {
  private OddLabels() {}

  /**
   * Refuses what would become a category by one odd cell.
   *
   * @throws dev.sluice.workbench.command.Failure naming line, column and cell
   */
  static void refuse(CsvFile file, CsvColumn column, int categories) {
    CsvColumn.Place odd = column.notNumber();
    if (column.looksMissing() != null) {
      throw file.failure(column.looksMissing().line(), column.name(), column.whyMissing());
    }
    if (odd != null && column.holdsIndicesAndText(categories)) {
      throw file.failure(
          odd.line(),
          column.name(),
          "%s stands among indices from 0 to %d; if all are labels, list them in order: --labels"
              .formatted(Cell.shown(odd.cell()), categories - 1));
    }
    if (column.numberAmongLabels() != null) {
      throw file.failure(
          column.numberAmongLabels().line(),
          column.name(),
          Cell.shown(column.numberAmongLabels().cell()) + Labels.NUMBER_AMONG_LABELS);
    }
    if (column.fraction() != null) {
      throw file.failure(
          column.fraction().line(),
          column.name(),
          "'%s' is a fraction, not a category; if it is a label, list them in order: --labels"
              .formatted(column.fraction().cell()));
    }
    List<String> same = sameNumbers(column);
    if (same != null) {
      throw file.failure(
          column.line(same.get(1)),
          column.name(),
          "'%s' and '%s' are the same number".formatted(same.get(1), same.get(0)));
    }
  }

  /** Two different cells that are the same number, such as 1 and 1.0; null if there are none. */
  private static List<String> sameNumbers(CsvColumn column) {
    Map<Double, String> seen = new HashMap<>();
    for (String label : column.labels()) {
      double value = column.number(label) + 0.0; // -0 is 0
      String before = Double.isNaN(value) ? null : seen.put(value, label);
      if (before != null) {
        return List.of(before, label);
      }
    }
    return null;
  }
}
