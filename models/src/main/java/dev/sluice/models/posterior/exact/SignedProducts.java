// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.score.ParentSets;

/**
 * The products of -z_x(T), x in I, for every subset I of some nodes and fixed T: the signed factors
 * of inclusion and exclusion. Subset number i has the nodes named by the bits of i, counted within
 * those nodes. Built by the lowest nodes first, one multiplication per subset.
 */
final class SignedProducts {
  final double[] mantissa;
  final long[] exponent;

  /** Bit mask of the nodes of subset i. */
  final int[] members;

  private final FamilySums families;
  private int size;

  SignedProducts(FamilySums families) {
    this.families = families;
    int most = 1 << families.nodes();
    mantissa = new double[most];
    exponent = new long[most];
    members = new int[most];
    mantissa[0] = 1;
  }

  /** The number of subsets. */
  int size() {
    return size;
  }

  /** Multiplies anew: T = {@code within}, I ranges over the subsets of {@code nodes}. */
  void fill(int within, int nodes) {
    size = 1;
    for (int rest = nodes; rest != 0; rest &= rest - 1) {
      int node = Integer.numberOfTrailingZeros(rest);
      int index = ParentSets.index(node, within);
      ScaledArray sums = families.sums(node);
      append(1 << node, -sums.mantissa[index], sums.exponent[index]);
    }
  }

  private void append(int member, double factor, long shift) {
    for (int i = 0; i < size; i++) {
      mantissa[size + i] = mantissa[i] * factor;
      exponent[size + i] = exponent[i] + shift;
      members[size + i] = members[i] | member;
    }
    size *= 2;
  }
}
