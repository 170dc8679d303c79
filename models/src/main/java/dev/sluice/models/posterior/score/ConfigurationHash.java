// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/** Joint configurations of one or several longs as keys of hash tables. */
final class ConfigurationHash {
  /** Knuth's multiplicative hash: the high bits of the product are the well mixed ones. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private ConfigurationHash() {}

  /**
   * A hash whose high bits are to be used.
   *
   * @param at where the words of the configuration begin in {@code from}
   */
  static int of(long[] from, int at, int words) {
    long mixed = from[at] * FACTOR;
    for (int word = 1; word < words; word++) {
      mixed = (mixed ^ (mixed >>> Integer.SIZE) ^ from[at + word]) * FACTOR;
    }
    return (int) (mixed >>> Integer.SIZE);
  }

  /** Whether two configurations are the same. */
  static boolean equal(long[] from, int at, long[] other, int otherAt, int words) {
    for (int word = 0; word < words; word++) {
      if (from[at + word] != other[otherAt + word]) {
        return false;
      }
    }
    return true;
  }
}
