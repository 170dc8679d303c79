// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * Finds configurations in a growing list: a hash table of positions in the list. Emptying it costs
 * nothing, because entries of an earlier generation count as free.
 */
final class ConfigurationIndex {
  /** Generation in the high half, position in the low half. */
  private final long[] slots;

  private final int words;
  private long generation;
  private int shift;

  /** An index of lists of at most {@code capacity} configurations of so many longs each. */
  ConfigurationIndex(int capacity, int words) {
    this.words = words;
    slots = new long[Math.max(2, Integer.highestOneBit(Math.max(1, capacity)) << 2)];
  }

  /** Forgets everything; fewer than {@code atMost} different configurations will follow. */
  void clear(int atMost) {
    generation++;
    int used = Math.max(2, Integer.highestOneBit(Math.max(1, atMost)) << 2);
    shift = Integer.SIZE - Integer.numberOfTrailingZeros(used);
  }

  /**
   * The position in {@code list} of the configuration whose words begin at {@code at} of {@code
   * from}, or {@code size} if it is not there: then the caller puts it there.
   */
  int find(long[] from, int at, long[] list, int size) {
    int last = (1 << (Integer.SIZE - shift)) - 1;
    int slot = ConfigurationHash.of(from, at, words) >>> shift;
    while (slots[slot] >>> Integer.SIZE == generation) {
      int position = (int) slots[slot];
      if (ConfigurationHash.equal(from, at, list, position * words, words)) {
        return position;
      }
      slot = (slot + 1) & last;
    }
    slots[slot] = (generation << Integer.SIZE) | size;
    return size;
  }
}
