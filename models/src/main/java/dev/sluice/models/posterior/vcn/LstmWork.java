// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import java.util.Arrays;

/** What the layers need in turn on the way back: one at a time. */
final class LstmWork {
  private final Rows gates = new Rows(LstmLayer.GATES);
  private final Rows cells = new Rows(LstmLayer.UNITS);
  private final double[][] product = new double[LstmLayer.UNITS][LstmLayer.GATES];

  /** Makes room for some rows, all zero. */
  void clear(int rows) {
    gates.reach(rows);
    gates.clear(0, rows);
    cells.reach(rows);
    cells.clear(0, rows);
  }

  /** By row, the sum over longer prefixes of the gradients with respect to their gates. */
  Rows gates() {
    return gates;
  }

  /** By row, the gradient with respect to the cells from longer prefixes. */
  Rows cells() {
    return cells;
  }

  /** Adds X' W of some rows to a part of a gradient. */
  void product(Rows x, int fromX, Rows w, int fromW, int rows, double[] gradient, int at) {
    for (double[] row : product) {
      Arrays.fill(row, 0);
    }
    Products.addTransposed(x.rows(), fromX, w.rows(), fromW, product, rows);
    for (int unit = 0; unit < LstmLayer.UNITS; unit++) {
      for (int g = 0; g < LstmLayer.GATES; g++) {
        gradient[at + unit * LstmLayer.GATES + g] += product[unit][g];
      }
    }
  }
}
