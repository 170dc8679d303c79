// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import java.math.BigInteger;

/**
 * Whole numbers modulo 2^(32 w): what sites add up without anybody seeing the parts, since in such
 * a ring a number and a uniform mask have a sum that tells nothing of the number. Never changed.
 *
 * @param words w, how many ints each number takes
 * @param values the numbers one after the other, of each the lowest word first
 */
// Compared by hand where it matters; the array is not copied, and nobody writes to it.
public record RingVector(int words, int[] values) {
  private static final long LOW = 0xffff_ffffL;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if there is not a whole number of numbers
   */
  public RingVector {
    if (words < 1 || values.length % words != 0) {
      throw new IllegalArgumentException(
          "%d words are no whole number of numbers of %d".formatted(values.length, words));
    }
  }

  /** So many zeros. */
  public static RingVector zero(int words, int length) {
    return new RingVector(words, new int[Math.multiplyExact(words, length)]);
  }

  /**
   * Signed numbers.
   *
   * @throws ArithmeticException if one is not from -2^(32 w - 1) to 2^(32 w - 1) - 1
   */
  public static RingVector of(int words, BigInteger... numbers) {
    RingVector vector = zero(words, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i].bitLength() >= words * Integer.SIZE) {
        throw new ArithmeticException(
            "number %d has %d bits and a sign; there is room for %d"
                .formatted(i, numbers[i].bitLength(), words * Integer.SIZE - 1));
      }
      for (int word = 0; word < words; word++) {
        vector.values[i * words + word] = numbers[i].shiftRight(word * Integer.SIZE).intValue();
      }
    }
    return vector;
  }

  /** How many numbers there are. */
  public int length() {
    return values.length / words;
  }

  /** A number, from -2^(32 w - 1) to 2^(32 w - 1) - 1. */
  public BigInteger signed(int i) {
    byte[] bytes = new byte[words * Integer.BYTES];
    for (int b = 0; b < bytes.length; b++) {
      int word = values[i * words + b / Integer.BYTES];
      bytes[bytes.length - 1 - b] = (byte) (word >>> (b % Integer.BYTES * Byte.SIZE));
    }
    return new BigInteger(bytes);
  }

  /** The sum, number by number. */
  public RingVector plus(RingVector other) {
    return combine(other, 1);
  }

  /** The difference, number by number. */
  public RingVector minus(RingVector other) {
    return combine(other, -1);
  }

  private RingVector combine(RingVector other, int sign) {
    if (other.words != words || other.values.length != values.length) {
      throw new IllegalArgumentException(
          "%d numbers of %d words and %d of %d"
              .formatted(length(), words, other.length(), other.words));
    }
    int[] result = new int[values.length];
    for (int first = 0; first < values.length; first += words) {
      long carry = 0;
      for (int i = first; i < first + words; i++) {
        carry += (values[i] & LOW) + sign * (other.values[i] & LOW);
        result[i] = (int) carry;
        carry >>= Integer.SIZE;
      }
    }
    return new RingVector(words, result);
  }
}
