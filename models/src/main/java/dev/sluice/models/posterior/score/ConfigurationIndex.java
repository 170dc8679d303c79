// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

/**
 * Finds configurations in a growing list: a hash table of positions in the list. Emptying it costs
 * nothing, because entries of an earlier generation count as free.
 */
final class ConfigurationIndex {
  /** Generation in the high half, position in the low half. */
  private final long[] slots;

  private long generation;
  private int shift;

  /** An index of lists of at most {@code capacity} configurations. */
  ConfigurationIndex(int capacity) {
    slots = new long[Math.max(2, Integer.highestOneBit(Math.max(1, capacity)) << 2)];
  }

  /** Forgets everything; fewer than {@code atMost} different configurations will follow. */
  void clear(int atMost) {
    generation++;
    int used = Math.max(2, Integer.highestOneBit(Math.max(1, atMost)) << 2);
    shift = Long.SIZE - Integer.numberOfTrailingZeros(used);
  }

  /**
   * The position of {@code configuration} in {@code list}, or {@code size} if it is not there: then
   * the caller puts it there.
   */
  int find(long configuration, long[] list, int size) {
    int last = (1 << (Long.SIZE - shift)) - 1;
    int slot = (int) ((configuration * 0x9E3779B97F4A7C15L) >>> shift); // Knuth's hash
    while (slots[slot] >>> Integer.SIZE == generation) {
      int position = (int) slots[slot];
      if (list[position] == configuration) {
        return position;
      }
      slot = (slot + 1) & last;
    }
    slots[slot] = (generation << Integer.SIZE) | size;
    return size;
  }
}
