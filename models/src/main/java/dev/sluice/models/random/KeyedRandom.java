// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;

/**
 * Counter-based randomness: a generator that is a function of its key only, so that a draw does not
 * depend on which draws were made before it, on the machine or on parallelism.
 *
 * <p>The key (seed, purpose, index) is hashed to 64 bits, which start a SplitMix64 sequence
 * (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014). Every
 * part of the key is absorbed by one step of that generator: add the golden-ratio increment, then
 * mix by Stafford's variant 13. Two keys share a sequence only if their hashes meet.
 */
public final class KeyedRandom {
  static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private KeyedRandom() {}

  /**
   * A generator for one key.
   *
   * @param seed of the whole experiment
   * @param purpose what the numbers are for; different purposes have unrelated numbers
   * @param index counters, such as the number of the sample
   */
  public static UniformRandomProvider of(long seed, String purpose, long... index) {
    return new SplitMix64(key(seed, purpose, index));
  }

  /** 64 bits that stand for a key. */
  static long key(long seed, String purpose, long... index) {
    long key = absorb(absorb(0, seed), fnv1a(purpose));
    for (long i : index) {
      key = absorb(key, i);
    }
    return key;
  }

  private static long absorb(long key, long part) {
    return mix(key ^ mix(part + GOLDEN_RATIO)) + GOLDEN_RATIO;
  }

  /** Stafford's variant 13 of the MurmurHash3 finaliser: a bijection of 64 bits. */
  static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** FNV-1a over the characters. */
  private static long fnv1a(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
