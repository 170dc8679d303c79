// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import java.util.Arrays;

/**
 * The draws of a batch that differ in the values of some parents: a network has one answer for all
 * that do not. Of few parents with few categories there are far fewer of them than draws.
 */
final class DistinctRows {
  /** Parents with more configurations than so many per draw hardly have draws in common. */
  private static final int CONFIGURATIONS_PER_DRAW = 8;

  /** By configuration: its distinct row, if {@link #stamps} has the last number. */
  private final int[] rowOf;

  private final int[] stamps;
  private int stamp;

  /** How many there are. */
  int count;

  /** By distinct row: the first of its draws, by place in the batch. */
  final int[] first;

  /** By distinct row: how many draws it stands for. */
  final int[] draws;

  /** By draw of the batch: its distinct row. */
  final int[] of;

  /** Room for batches of so many draws. */
  DistinctRows(int batch) {
    rowOf = new int[CONFIGURATIONS_PER_DRAW * batch];
    stamps = new int[rowOf.length];
    first = new int[batch];
    draws = new int[batch];
    of = new int[batch];
  }

  /** Most bytes that room for batches of so many draws takes. */
  static long bytes(int batch) {
    return (2L * CONFIGURATIONS_PER_DRAW + 3) * Integer.BYTES * batch + 128;
  }

  /** Takes each draw for itself. */
  void each(int batch) {
    count = batch;
    for (int b = 0; b < batch; b++) {
      first[b] = b;
      of[b] = b;
    }
    Arrays.fill(draws, 0, batch, 1);
  }

  /**
   * Tells draws apart by the values of the parents in two masks together.
   *
   * @param categories by variable
   */
  void byParents(Rows rows, int[] batch, int[] categories, long[] mask, long[] more) {
    long configurations =
        rows.continuous() ? rowOf.length + 1L : configurations(categories, mask, more);
    if (configurations > rowOf.length) {
      each(batch.length);
      return;
    }
    Arrays.fill(of, 0, batch.length, 0);
    for (int w = 0; w < mask.length; w++) {
      for (long rest = mask[w] | more[w]; rest != 0; rest &= rest - 1) {
        int parent = w * Long.SIZE + Long.numberOfTrailingZeros(rest);
        for (int b = 0; b < batch.length; b++) {
          of[b] = of[b] * categories[parent] + rows.category(batch[b], parent);
        }
      }
    }
    number(batch.length);
  }

  private long configurations(int[] categories, long[] mask, long[] more) {
    long product = 1;
    for (int w = 0; w < mask.length; w++) {
      for (long rest = mask[w] | more[w]; rest != 0; rest &= rest - 1) {
        product *= categories[w * Long.SIZE + Long.numberOfTrailingZeros(rest)];
        if (product > rowOf.length) {
          return product;
        }
      }
    }
    return product;
  }

  /** From configurations to rows, in the order in which they come. */
  private void number(int batch) {
    count = 0;
    stamp++;
    for (int b = 0; b < batch; b++) {
      int configuration = of[b];
      if (stamps[configuration] != stamp) {
        stamps[configuration] = stamp;
        rowOf[configuration] = count;
        first[count] = b;
        draws[count++] = 0;
      }
      of[b] = rowOf[configuration];
      draws[of[b]]++;
    }
  }
}
