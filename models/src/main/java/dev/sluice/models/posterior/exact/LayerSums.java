// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.threads.Cancellation;

/**
 * f(R, U), the sum over all ways to place the nodes of U-R when R was the last layer: Talvitie,
 * Vuoksenmaa and Koivisto 2019, their sum without subtractions,
 *
 * <pre>
 * f(U, U) = 1
 * f(R, U) = sum over nonempty I within U-R of f(I, U-R) product of w_i(R, V-(U-R)), i in I
 * </pre>
 *
 * with w of {@link LayerWeights}. For each (R, U-R) the sum over I is folded one node at a time, so
 * that it costs one multiply-add per I: 4^d in all. Kept as logarithms: 8 bytes for each of the 3^d
 * pairs, 38 MB for d = 14.
 */
final class LayerSums {
  private final int everyNode;
  private final LayerWeights weights;

  /** By U: where the 2^|U| numbers of U begin, in the order of the subsets R counted within U. */
  private final int[] offsets;

  private final double[] logs;
  private final ScaledArray source;
  private final ScaledArray folded;

  LayerSums(FamilySums families) {
    everyNode = families.everyNode();
    weights = new LayerWeights(families);
    offsets = new int[everyNode + 2];
    for (int set = 0; set <= everyNode; set++) {
      offsets[set + 1] = offsets[set] + (1 << Integer.bitCount(set));
    }
    logs = new double[offsets[everyNode + 1]];
    source = new ScaledArray(everyNode + 1);
    folded = new ScaledArray(everyNode + 1);
    for (int left = 0; left <= everyNode; left++) {
      Cancellation.check();
      sumOver(left);
    }
  }

  /** ln f(R, U) where R is subset number {@code layer} counted within U; R is not empty. */
  double log(int layer, int remaining) {
    return logs[offsets[remaining] + layer];
  }

  /** Sets f(R, R + left) for every R among the other nodes. */
  private void sumOver(int left) {
    int size = 1 << Integer.bitCount(left);
    for (int i = 1; i < size; i++) {
      source.setExp(i, logs[offsets[left] + i]);
    }
    int placed = everyNode & ~left;
    for (int layer = placed; layer != 0; layer = (layer - 1) & placed) {
      int remaining = left | layer;
      int number = offsets[remaining] + countedWithin(layer, remaining);
      logs[number] = left == 0 ? 0 : fold(left, size, layer, placed);
    }
  }

  /** ln of the sum over the subsets I of {@code left} of source(I) times I's weights. */
  private double fold(int left, int size, int layer, int placed) {
    ScaledArray from = source;
    int half = size / 2;
    for (int rest = left; rest != 0; rest &= ~Integer.highestOneBit(rest)) {
      int node = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(rest);
      foldTop(from, half, weights.of(node, layer, placed));
      from = folded;
      half /= 2;
    }
    return ScaledArray.log(folded.mantissa[0], folded.exponent[0]);
  }

  /** folded(i) = from(i) + weight from(i + half): the highest node is left out, or is in I. */
  private void foldTop(ScaledArray from, int half, LayerWeights weight) {
    double mantissa = weight.mantissa();
    long exponent = weight.exponent();
    for (int i = 0; i < half; i++) {
      long without = from.exponent[i];
      long with = from.exponent[i + half] + exponent;
      long top = Math.max(without, with);
      folded.mantissa[i] =
          from.mantissa[i] * ScaledArray.twoTo(without - top)
              + mantissa * from.mantissa[i + half] * ScaledArray.twoTo(with - top);
      folded.exponent[i] = top;
    }
  }

  /** The number of {@code subset} among the subsets of {@code set}. */
  private static int countedWithin(int subset, int set) {
    int number = 0;
    for (int rest = subset; rest != 0; rest &= rest - 1) {
      int lower = Integer.lowestOneBit(rest) - 1;
      number |= 1 << Integer.bitCount(set & lower);
    }
    return number;
  }
}
