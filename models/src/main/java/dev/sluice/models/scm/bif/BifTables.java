// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import dev.sluice.models.scm.bif.BifParser.Entry;
import dev.sluice.models.scm.bif.BifParser.ProbabilityBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes the table of one variable from what a text says of it. */
final class BifTables {
  /** How far the sum of a row may be from 1. */
  static final double TOLERANCE = 1e-3;

  /** A sum this near to 1 is what rounding leaves. */
  private static final double ROUNDING = 1e-9;

  /** Entries of all tables together; 80 MB. */
  private static final int MAX_ENTRIES = 10_000_000;

  private final String source;
  private long entries;

  BifTables(String source) {
    this.source = source;
  }

  /**
   * The rows by configuration of the parents, the last least significant.
   *
   * @param labels of the variable
   * @param parents the labels of each parent
   */
  double[][] rows(ProbabilityBlock block, Labels labels, List<Labels> parents) {
    BifToken variable = block.variables().get(0);
    double[][] rows = new double[rowCount(variable, labels.size(), parents)][];
    double[] byDefault = null;
    for (Entry entry : block.entries()) {
      if (entry.start().isWord("table")) {
        table(entry, labels.size(), rows);
      } else if (entry.start().isWord("default")) {
        if (byDefault != null) {
          throw error(entry.start(), "expected one default, found a second");
        }
        byDefault = row(entry, entry.values(), labels.size());
      } else {
        int row = configuration(entry, parents);
        requireNew(entry, rows[row]);
        rows[row] = row(entry, entry.values(), labels.size());
      }
    }
    for (int row = 0; row < rows.length; row++) {
      if (rows[row] == null && byDefault == null) {
        throw error(variable, missing(variable, row, parents));
      }
      rows[row] = rows[row] == null ? byDefault : rows[row];
    }
    return rows;
  }

  /** Labels of one variable and their indices. */
  record Labels(BifToken variable, Map<String, Integer> indices) {
    int size() {
      return indices.size();
    }
  }

  private int rowCount(BifToken variable, int labels, List<Labels> parents) {
    double rows = 1;
    for (Labels parent : parents) {
      rows *= parent.size();
    }
    if (rows * labels + entries > MAX_ENTRIES) {
      throw error(
          variable,
          "expected at most %d probabilities in all, the table of %s alone has %.0f"
              .formatted(MAX_ENTRIES, variable, rows * labels));
    }
    entries += (long) (rows * labels);
    return (int) rows;
  }

  /** All rows at once: the variable's first label for all configurations, then its second. */
  private void table(Entry entry, int labels, double[][] rows) {
    requireNew(entry, rows[0]);
    int expected = rows.length * labels;
    if (entry.values().length != expected) {
      throw error(
          entry.start(),
          "expected %d probabilities, found %d".formatted(expected, entry.values().length));
    }
    for (int row = 0; row < rows.length; row++) {
      double[] values = new double[labels];
      for (int label = 0; label < labels; label++) {
        values[label] = entry.values()[label * rows.length + row];
      }
      requireNew(entry, rows[row]);
      rows[row] = row(entry, values, labels);
    }
  }

  private int configuration(Entry entry, List<Labels> parents) {
    if (entry.labels().size() != parents.size()) {
      throw error(
          entry.start(),
          "expected %d labels, one for each parent, found %d"
              .formatted(parents.size(), entry.labels().size()));
    }
    int row = 0;
    for (int i = 0; i < parents.size(); i++) {
      BifToken label = entry.labels().get(i);
      Integer index = parents.get(i).indices().get(label.text());
      if (index == null) {
        throw error(
            label,
            "expected a label of %s (%s), found %s"
                .formatted(
                    parents.get(i).variable(),
                    BayesianNetwork.listed(parents.get(i).indices().keySet()),
                    label));
      }
      row = row * parents.get(i).size() + index;
    }
    return row;
  }

  private void requireNew(Entry entry, double[] before) {
    if (before != null) {
      throw error(entry.start(), "expected probabilities once, found the same row again");
    }
  }

  /** Checks a row, and makes its sum 1. */
  private double[] row(Entry entry, double[] values, int labels) {
    if (values.length != labels) {
      throw error(
          entry.start(), "expected %d probabilities, found %d".formatted(labels, values.length));
    }
    double sum = Arrays.stream(values).sum();
    if (!(Math.abs(sum - 1) <= TOLERANCE)) {
      throw error(entry.start(), "expected probabilities that sum to 1, found " + sum);
    }
    return Math.abs(sum - 1) <= ROUNDING
        ? values
        : Arrays.stream(values).map(value -> value / sum).toArray();
  }

  private static String missing(BifToken variable, int row, List<Labels> parents) {
    StringBuilder labels = new StringBuilder();
    int digits = row;
    for (int i = parents.size() - 1; i >= 0; i--) {
      Labels parent = parents.get(i);
      int index = digits % parent.size();
      digits /= parent.size();
      String label =
          parent.indices().entrySet().stream()
              .filter(each -> each.getValue() == index)
              .findFirst()
              .orElseThrow()
              .getKey();
      labels.insert(0, (i == 0 ? "" : ", ") + BifToken.cut(label));
    }
    return parents.isEmpty()
        ? "expected the table of %s, found none".formatted(variable)
        : "expected a row of %s for (%s), found none".formatted(variable, labels);
  }

  private BifException error(BifToken place, String problem) {
    return new BifException(source, place.line(), problem);
  }
}
