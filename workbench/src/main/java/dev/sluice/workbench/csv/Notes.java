// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What of a file's columns may be meant otherwise than it is understood, a line each. */
final class Notes {
  /** Numbers of at most so many different values may be categories. */
  private static final int FEW_VALUES = 10;

  /** If every value occurs so often on average. */
  private static final int OFTEN = 3;

  /** In a column of this many rows a label that occurs once is odd. */
  private static final int MANY_ROWS = 20;

  private static final int SHOWN = 3;

  private final List<CsvColumn> columns;
  private final Labels labels;
  private final List<String> notes = new ArrayList<>();

  private Notes(List<CsvColumn> columns, Labels labels) {
    this.columns = columns;
    this.labels = labels;
  }

  /** The notes on the columns that are variables. */
  static List<String> of(List<CsvColumn> columns, Labels labels) {
    Notes notes = new Notes(columns, labels);
    columns.forEach(notes::addNumbers);
    notes.addFewNumbers();
    columns.forEach(notes::addLabels);
    return notes.notes;
  }

  private void addNumbers(CsvColumn column) {
    column.sentinels().note(column.name()).ifPresent(notes::add);
    if (column.others() + column.missings() == 0) {
      column.rowOrder().note(column.name(), column.number().cell()).ifPresent(notes::add);
    }
    if (column.others() == 0 && column.numbers() > 1 && column.least() == column.largest()) {
      notes.add(
          "note: column %s holds %s in every row".formatted(column.name(), column.number().cell()));
    }
  }

  /** Codes of categories are taken as numbers unless somebody says what they are. */
  private void addFewNumbers() {
    if (columns.stream().anyMatch(column -> isCategorical(column))) {
      return;
    }
    List<CsvColumn> few = columns.stream().filter(Notes::holdsFewNumbers).toList();
    if (few.isEmpty()) {
      return;
    }
    if (few.size() == columns.size()) {
      boolean indices = few.stream().allMatch(c -> c.holdsIndices(c.labels().size()));
      notes.add(
          "note: all columns hold a few whole numbers%s and are taken as continuous; if they are"
                  .formatted(indices ? " from 0" : "")
              + " categories: --categorical");
      return;
    }
    String shown =
        few.stream()
            .limit(SHOWN)
            .map(column -> column.name() + ": " + String.join(", ", column.labels()))
            .collect(Collectors.joining("; "));
    notes.add(
        "note: %d of %d columns hold a few whole numbers (%s%s) and are taken as continuous like the"
                .formatted(few.size(), columns.size(), shown, few.size() > SHOWN ? "; ..." : "")
            + " others; if they are categories, no variables beside measurements: --leave-out");
  }

  private static boolean holdsFewNumbers(CsvColumn column) {
    int found = column.labels().size();
    return found > 1
        && found <= FEW_VALUES
        && column.others() == 0
        && column.fraction() == null
        && column.numbers() >= (long) OFTEN * found;
  }

  private boolean isCategorical(CsvColumn column) {
    return column.others() > 0 || labels.isCategorical(column.name());
  }

  /** An odd cell among labels is a category of its own. */
  private void addLabels(CsvColumn column) {
    if (!isCategorical(column) || labels.of(column.name()) != null || column.hasManyLabels()) {
      return;
    }
    Map<String, String> alike = new LinkedHashMap<>();
    for (String label : column.labels()) {
      String before = alike.putIfAbsent(plain(label), label);
      if (before != null) {
        notes.add(
            "note: column %s holds %s (first on line %d) and %s (line %d), which count as two labels"
                .formatted(
                    column.name(),
                    Cell.shown(before),
                    column.line(before),
                    Cell.shown(label),
                    column.line(label)));
      } else if (column.count(label) == 1 && column.numbers() + column.others() >= MANY_ROWS) {
        notes.add(
            "note: column %s holds the label %s only once, on line %d"
                .formatted(column.name(), Cell.shown(label), column.line(label)));
      }
    }
  }

  /** A label but for its case, spaces, marks and the way that its letters are composed. */
  private static String plain(String label) {
    String plain =
        Normalizer.normalize(label, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}+<>=-]+", "");
    return plain.isEmpty() ? label : plain;
  }
}
