// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.Optional;
import java.util.Set;

/** Notices a number such as -999, far from all others, that may stand for a missing value. */
final class Sentinels {
  private static final Set<Double> USUAL =
      Set.of(-99.0, -999.0, -9999.0, -99999.0, 99.0, 999.0, 9999.0, 99999.0, -32768.0, -1e20, 1e20);

  /** Farther from the other numbers than this many times their own spread. */
  private static final double FAR = 2;

  private CsvColumn.Place first;
  private double sentinel;
  private double least = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  void add(double value, String cell, long line) {
    if (!USUAL.contains(value)) {
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    } else if (first == null) {
      first = new CsvColumn.Place(cell, line);
      sentinel = value;
    }
  }

  /** What to say of a column; nothing if no such number is far from the others. */
  Optional<String> note(String column) {
    if (first == null || least > largest) {
      return Optional.empty();
    }
    double distance = Math.max(least - sentinel, sentinel - largest);
    if (distance <= FAR * (largest - least)) {
      return Optional.empty();
    }
    return Optional.of(
        "note: column %s holds %s (line %d) beside %s to %s; if it stands for a missing value:"
                .formatted(column, first.cell(), first.line(), least, largest)
            + " --missing=%s --on-missing drop".formatted(first.cell()));
  }
}
