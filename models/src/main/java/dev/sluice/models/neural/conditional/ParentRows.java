// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

/** The rows of weights that the values of parents stand for, added to sums and to gradients. */
final class ParentRows {
  private final boolean presence;

  ParentRows(NetworkShape shape) {
    presence = shape.presence();
  }

  /** Adds the weights of a draw's parents to a sum. */
  void add(
      LoadedNetwork network, Rows rows, float[] sum, int draw, long[] of, int from, int count) {
    for (int w = 0; w < count; w++) {
      for (long rest = of[from + w]; rest != 0; rest &= rest - 1) {
        int parent = w * Long.SIZE + Long.numberOfTrailingZeros(rest);
        int at = network.parentRow(rows.weightRow(draw, parent));
        if (rows.continuous()) {
          addScaled(network.weights, at, rows.value(draw, parent), sum);
          if (presence) {
            addRow(network.weights, at + sum.length, sum);
          }
        } else {
          addRow(network.weights, at, sum);
        }
      }
    }
  }

  private static void addRow(float[] from, int at, float[] sum) {
    for (int h = 0; h < sum.length; h++) {
      sum[h] += from[at + h];
    }
  }

  private static void addScaled(float[] from, int at, float factor, float[] sum) {
    for (int h = 0; h < sum.length; h++) {
      sum[h] = Math.fma(factor, from[at + h], sum[h]);
    }
  }

  /** Adds the gradient in such a sum to the gradient in the weights of the parents. */
  void addTo(
      LoadedNetwork network,
      Rows rows,
      float[] change,
      int draw,
      long[] masks,
      int from,
      int words,
      float[] gradient) {
    for (int w = 0; w < words; w++) {
      for (long rest = masks[from + w]; rest != 0; rest &= rest - 1) {
        int parent = w * Long.SIZE + Long.numberOfTrailingZeros(rest);
        int at = network.parentRow(rows.weightRow(draw, parent));
        if (rows.continuous()) {
          addTo(gradient, at, rows.value(draw, parent), change);
          if (presence) {
            addTo(gradient, at + change.length, 1, change);
          }
        } else {
          addTo(gradient, at, 1, change);
        }
      }
    }
  }

  private static void addTo(float[] gradient, int at, float factor, float[] change) {
    for (int h = 0; h < change.length; h++) {
      gradient[at + h] = Math.fma(factor, change[h], gradient[at + h]);
    }
  }
}
