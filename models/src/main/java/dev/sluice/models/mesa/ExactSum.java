// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * Sums of numbers that are not negative as whole multiples of 2^-96, in four longs, the lowest
 * first: exact, and so the same in whatever order and parts they are summed. What of a number is
 * below 2^-96 is cut off. Numbers are below {@link #LIMIT}, so that 2^32 of them have room.
 */
public final class ExactSum {
  /** Longs of a sum. */
  public static final int WORDS = 4;

  /** The smallest number that is not cut off. */
  public static final double UNIT = 0x1p-96;

  /** Above all that can be summed. */
  public static final double LIMIT = 0x1p127;

  private static final int FRACTION = 96;
  private static final int MANTISSA = 52;

  private ExactSum() {}

  /** Adds a number, 0 or more and below {@link #LIMIT}, to the sum at a place of an array. */
  public static void add(long[] words, int at, double number) {
    if (number < UNIT) {
      return;
    }
    long bits = Double.doubleToRawLongBits(number);
    long mantissa = (bits & ((1L << MANTISSA) - 1)) | (1L << MANTISSA);
    int shift = Math.getExponent(number) - MANTISSA + FRACTION;
    if (shift < 0) {
      add(words, at, 0, mantissa >>> -shift);
    } else {
      int within = shift % Long.SIZE;
      add(words, at, shift / Long.SIZE, mantissa << within);
      add(words, at, shift / Long.SIZE + 1, within == 0 ? 0 : mantissa >>> (Long.SIZE - within));
    }
  }

  /** Adds another sum. */
  public static void merge(long[] words, int at, long[] others, int from) {
    for (int word = 0; word < WORDS; word++) {
      add(words, at, word, others[from + word]);
    }
  }

  /** Takes away a part of a sum. */
  public static void subtract(long[] words, int at, long[] part, int from) {
    long borrow = 0;
    for (int word = 0; word < WORDS; word++) {
      long before = words[at + word];
      long taken = part[from + word];
      words[at + word] = before - taken - borrow;
      int order = Long.compareUnsigned(before, taken);
      borrow = order < 0 || (order == 0 && borrow == 1) ? 1 : 0;
    }
  }

  private static void add(long[] words, int at, int word, long added) {
    long carry = added;
    for (int i = word; i < WORDS && carry != 0; i++) {
      words[at + i] += carry;
      carry = Long.compareUnsigned(words[at + i], carry) < 0 ? 1 : 0;
    }
  }

  /** As a number of multiples of 2^-96. */
  public static BigInteger multiples(long[] words, int at) {
    ByteBuffer bytes = ByteBuffer.allocate(WORDS * Long.BYTES);
    for (int word = WORDS - 1; word >= 0; word--) {
      bytes.putLong(words[at + word]);
    }
    return new BigInteger(1, bytes.array());
  }

  /** So many multiples of 2^-96 as a number, correctly rounded. */
  public static double value(BigInteger multiples) {
    return new BigDecimal(multiples).multiply(new BigDecimal(UNIT)).doubleValue();
  }
}
