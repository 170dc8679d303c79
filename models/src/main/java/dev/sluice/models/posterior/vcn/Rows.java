// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import java.util.Arrays;

/** Rows of one width, kept from one use to the next; as many as there ever were. */
final class Rows {
  /** There is room for a quarter more than there was, at least. */
  private static final int GROWTH = 4;

  private final int width;
  private double[][] rows = {};

  Rows(int width) {
    this.width = width;
  }

  /** Makes sure that there are so many; new ones are zero. */
  void reach(int number) {
    int old = rows.length;
    if (number > old) {
      rows = Arrays.copyOf(rows, Math.max(number, old + old / GROWTH));
      for (int row = old; row < rows.length; row++) {
        rows[row] = new double[width];
      }
    }
  }

  void clear(int from, int to) {
    for (int row = from; row < to; row++) {
      Arrays.fill(rows[row], 0);
    }
  }

  double[] row(int number) {
    return rows[number];
  }

  /** All of them; to be asked for anew once there are more. */
  double[][] rows() {
    return rows;
  }
}
