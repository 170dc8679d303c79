// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.models.mesa.LossTable;
import java.util.Map;

/**
 * Rows of a {@link LossTable}, each the losses of all learners in one bin of steps, on their own.
 *
 * <p>State is a map of rows, not a table: a token changes one row, 480 bytes of six learners, where
 * the table of a thousand steps is of half a megabyte, which a state backend on disk would read and
 * write with each token.
 */
final class LossRows {

  private LossRows() {}

  /**
   * Adds the losses of a token.
   *
   * @param row may be changed; null if there is none yet
   */
  static long[] add(long[] row, double[] losses) {
    LossTable table = table(row, losses.length);
    table.add(1, losses);
    return table.cells;
  }

  /**
   * Adds the losses of another row, which does not change.
   *
   * @param row may be changed; null if there is none yet
   */
  static long[] merge(long[] row, long[] other, int learners) {
    LossTable table = table(row, learners);
    table.merge(table(other, learners));
    return table.cells;
  }

  private static LossTable table(long[] row, int learners) {
    LossTable table = LossTable.of(learners);
    if (row != null) {
      table.steps = 1;
      table.cells = row;
    }
    return table;
  }

  /** The table of all rows. */
  static LossTable table(Iterable<Map.Entry<Integer, long[]>> rows, int learners) {
    LossTable table = LossTable.of(learners);
    int length = 0;
    for (Map.Entry<Integer, long[]> row : rows) {
      table.steps = Math.max(table.steps, row.getKey());
      length = row.getValue().length;
    }
    table.cells = new long[table.steps * length];
    for (Map.Entry<Integer, long[]> row : rows) {
      System.arraycopy(row.getValue(), 0, table.cells, (row.getKey() - 1) * length, length);
    }
    return table;
  }
}
