// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

/** Bit masks of a given number of bits among the lowest, in ascending order. */
final class SetsOfSize {
  private SetsOfSize() {}

  /** The first of {@code size} of the lowest {@code bits} bits; -1 if there is none. */
  static int first(int size, int bits) {
    return size < 0 || size > bits ? -1 : (1 << size) - 1;
  }

  /**
   * The next of the same size; -1 if there is none.
   *
   * @param all the lowest bits that there are, as a mask
   */
  static int next(int set, int all) {
    if (set == 0) {
      return -1;
    }
    int lowest = set & -set;
    int carried = set + lowest;
    int next = carried | (((set ^ carried) >>> 2) / lowest);
    return carried > all ? -1 : next;
  }

  /** How many of {@code size} of {@code bits} bits there are. */
  static long count(int bits, int size) {
    long count = 1;
    for (int i = 1; i <= size; i++) {
      count = count * (bits - size + i) / i;
    }
    return count;
  }
}
