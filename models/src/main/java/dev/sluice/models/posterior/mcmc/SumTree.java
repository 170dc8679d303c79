// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

/**
 * Weights that change one at a time, and of which one is drawn in proportion: a binary tree in
 * which every inner place holds the sum of the two below it. Sums are never updated by differences,
 * so nothing drifts however often weights change.
 */
final class SumTree {
  /** The root at 1, the places below i at 2i and 2i+1; the weights are the last half. */
  private final double[] sums;

  private final int leaves;

  /** Weights of 0. */
  SumTree(int weights) {
    leaves = leaves(weights);
    sums = new double[2 * leaves];
  }

  /** The bytes of heap of a tree. */
  static long bytes(int weights) {
    return 2L * Double.BYTES * leaves(weights) + 48;
  }

  private static int leaves(int weights) {
    return Math.max(1, Integer.highestOneBit(Math.max(1, weights - 1)) << (weights > 1 ? 1 : 0));
  }

  /** Sets all weights. */
  void setAll(double[] weights) {
    System.arraycopy(weights, 0, sums, leaves, weights.length);
    for (int place = leaves - 1; place > 0; place--) {
      sums[place] = sums[2 * place] + sums[2 * place + 1];
    }
  }

  /** Sets one weight. */
  void set(int index, double weight) {
    int place = leaves + index;
    sums[place] = weight;
    for (place >>= 1; place > 0; place >>= 1) {
      sums[place] = sums[2 * place] + sums[2 * place + 1];
    }
  }

  /** One weight. */
  double get(int index) {
    return sums[leaves + index];
  }

  /** The sum of the weights. */
  double total() {
    return sums[1];
  }

  /**
   * The index at which the sum of the weights up to and with it first exceeds {@code sum}; never
   * one of weight 0.
   *
   * @param sum at least 0 and below {@link #total}, but for rounding
   */
  int find(double sum) {
    double rest = sum;
    int place = 1;
    while (place < leaves) {
      place *= 2;
      double left = sums[place];
      // rounding may leave a rest where there is no weight to the right
      if (rest >= left && sums[place + 1] > 0) {
        rest -= left;
        place++;
      }
    }
    return place - leaves;
  }
}
