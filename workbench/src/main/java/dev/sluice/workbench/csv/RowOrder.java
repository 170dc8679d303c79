// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import java.util.Optional;

/** Notices numbers that go with the order of the rows: row numbers, dates, times, years. */
final class RowOrder {
  /** In fewer rows than this numbers may well count by chance. */
  private static final int FEW_ROWS = 5;

  /** Of this many rows none is out of order by chance: 1 of 20! orders. */
  private static final int MANY_ROWS = 20;

  private long numbers;
  private double previous;
  private boolean counts = true;
  private boolean rises = true;
  private boolean falls = true;

  void add(double value) {
    if (numbers++ > 0) {
      counts &= value == previous + 1;
      rises &= value > previous;
      falls &= value < previous;
    } else {
      counts = value == Math.rint(value);
    }
    previous = value;
  }

  /**
   * What to say of a column of numbers in every row.
   *
   * @param first cell of the column
   */
  Optional<String> note(String column, String first) {
    if (numbers >= FEW_ROWS && counts) {
      return Optional.of(
          "note: column %s counts the rows from %s; if they are row numbers: --leave-out %s"
              .formatted(column, first, Cell.argument(column)));
    }
    return numbers < MANY_ROWS || (!rises && !falls)
        ? Optional.empty()
        : Optional.of(
            "note: column %s %s from row to row; if it holds times or dates, no variable: --leave-out"
                    .formatted(column, rises ? "rises" : "falls")
                + " "
                + Cell.argument(column));
  }
}
