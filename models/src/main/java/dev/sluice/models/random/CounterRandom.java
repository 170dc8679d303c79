// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.random;

/**
 * Random numbers addressed by a counter: the n-th number of the sequence that {@link KeyedRandom}
 * would give for the same key, without those before it. So who draws when, and in how many parts,
 * changes nothing. Immutable, and quick enough for a number per edge and row.
 */
public final class CounterRandom {
  private static final double TO_UNIT = 0x1p-53;

  private final long key;

  private CounterRandom(long key) {
    this.key = key;
  }

  /** The sequence of one key; see {@link KeyedRandom#of}. */
  public static CounterRandom of(long seed, String purpose, long... index) {
    return new CounterRandom(KeyedRandom.key(seed, purpose, index));
  }

  /** The 64 random bits at a place of the sequence, 0 the first. */
  public long bits(long counter) {
    return KeyedRandom.mix(key + (counter + 1) * KeyedRandom.GOLDEN_RATIO);
  }

  /** Uniform on [0, 1), from the upper 53 of {@link #bits}. */
  public double uniform(long counter) {
    return (bits(counter) >>> 11) * TO_UNIT;
  }
}
