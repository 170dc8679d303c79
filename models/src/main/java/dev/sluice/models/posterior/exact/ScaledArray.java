// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.posterior.score.ParentSets;
import java.util.Arrays;

/**
 * Non-negative numbers far beyond the range of a double: number i is mantissa[i] 2^exponent[i].
 *
 * <p>Exponents follow the largest term of every sum and the factors of every product (a max-plus
 * shadow of the computation). Mantissas are not normalised: starting in [1, 2), after a sum of 2^k
 * terms they are below 2^(k+1), and products of a few dozen of them stay far from overflow.
 */
final class ScaledArray {
  /** The exponent of 0: below all others, and a few dozen of them can be added. */
  static final long ZERO = -(1L << 56);

  private static final double LN_2 = Math.log(2);

  /** Numbers that stay in a core's cache through all passes over them: 64 KB. */
  private static final int CACHED = 4096;

  private static final int BIAS = 1023;
  private static final int MANTISSA_BITS = 52;

  final double[] mantissa;
  final long[] exponent;

  /** {@code size} zeros. */
  ScaledArray(int size) {
    mantissa = new double[size];
    exponent = new long[size];
    Arrays.fill(exponent, ZERO);
  }

  /** exp(logs[i] - reference). */
  static ScaledArray exp(double[] logs, double reference) {
    ScaledArray array = new ScaledArray(logs.length);
    for (int i = 0; i < logs.length; i++) {
      array.setExp(i, logs[i] - reference);
    }
    return array;
  }

  /** 2^k for k at most 1023; 0 if that is below the range of normal doubles. */
  static double twoTo(long k) {
    return Double.longBitsToDouble(Math.max(k + BIAS, 0) << MANTISSA_BITS);
  }

  /** ln(mantissa 2^exponent). */
  static double log(double mantissa, long exponent) {
    return Math.log(mantissa) + exponent * LN_2;
  }

  /** ln of number i. */
  double log(int i) {
    return log(mantissa[i], exponent[i]);
  }

  ScaledArray copy() {
    ScaledArray copy = new ScaledArray(size());
    System.arraycopy(mantissa, 0, copy.mantissa, 0, size());
    System.arraycopy(exponent, 0, copy.exponent, 0, size());
    return copy;
  }

  /** The numbers whose index has a bit not set, by the index without that bit. */
  ScaledArray without(int bit) {
    ScaledArray half = new ScaledArray(size() / 2);
    for (int i = 0; i < half.size(); i++) {
      int from = ParentSets.set(bit, i);
      half.mantissa[i] = mantissa[from];
      half.exponent[i] = exponent[from];
    }
    return half;
  }

  int size() {
    return mantissa.length;
  }

  /** Sets number i to a product; 0 if the mantissa is not positive. */
  void set(int i, double newMantissa, long newExponent) {
    boolean positive = newMantissa > 0;
    mantissa[i] = positive ? newMantissa : 0;
    exponent[i] = positive ? newExponent : ZERO;
  }

  /** Replaces number S by the sum over all subsets of S (bit masks); fast zeta transform. */
  void sumOverSubsets() {
    sumHalves(0, size(), true);
  }

  /** Replaces number S by the sum over those subsets of S that differ in the lowest bits alone. */
  void sumOverSubsets(int lowestBits) {
    for (int first = 0; first < size(); first += 1 << lowestBits) {
      sumHalves(first, 1 << lowestBits, true);
    }
  }

  /** Replaces number S by the sum over all supersets of S (bit masks). */
  void sumOverSupersets() {
    sumHalves(0, size(), false);
  }

  /**
   * Transforms 2^k numbers, block by block that fits the cache; then the blocks among each other.
   */
  private void sumHalves(int first, int length, boolean upwards) {
    int half = 1;
    if (length > CACHED) {
      half = length / 2;
      sumHalves(first, half, upwards);
      sumHalves(first + half, half, upwards);
    }
    for (; half < length; half *= 2) {
      for (int block = first; block < first + length; block += 2 * half) {
        addBlock(upwards ? block : block + half, upwards ? block + half : block, half);
      }
    }
  }

  /** Sets number i to exp(log). */
  void setExp(int i, double log) {
    if (log == Double.NEGATIVE_INFINITY) {
      set(i, 0, ZERO);
      return;
    }
    long whole = (long) Math.floor(log / LN_2);
    mantissa[i] = Math.exp(log - whole * LN_2);
    exponent[i] = whole;
  }

  private void addBlock(int from, int to, int length) {
    for (int i = 0; i < length; i++) {
      long source = exponent[from + i];
      long target = exponent[to + i];
      long top = Math.max(source, target);
      mantissa[to + i] =
          mantissa[to + i] * twoTo(target - top) + mantissa[from + i] * twoTo(source - top);
      exponent[to + i] = top;
    }
  }
}
