// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Sums of three doubles as whole numbers of units, which are powers of two, and back. */
final class WholeUnits {
  /** Bits of a double after its first one. */
  private static final int FRACTION = 52;

  private WholeUnits() {}

  /**
   * A sum in units of 2^exponent, rounded once: to the nearest unit, of two the greater; or up.
   *
   * @param parts finite
   */
  static BigInteger units(int exponent, boolean up, double... parts) {
    int finest = exponent;
    for (double part : parts) {
      if (part != 0) {
        finest = Math.min(finest, lowestBit(part));
      }
    }
    BigInteger sum = BigInteger.ZERO;
    for (double part : parts) {
      if (part != 0) {
        int bit = lowestBit(part);
        long mantissa = (long) Math.scalb(part, -bit);
        sum = sum.add(BigInteger.valueOf(mantissa).shiftLeft(bit - finest));
      }
    }
    int dropped = exponent - finest;
    if (dropped == 0) {
      return sum;
    }
    return up
        ? sum.negate().shiftRight(dropped).negate()
        : sum.add(BigInteger.ONE.shiftLeft(dropped - 1)).shiftRight(dropped);
  }

  private static int lowestBit(double value) {
    return Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - FRACTION;
  }

  /** Three doubles, each what those before it lack to a double: off by 2^-159 of the number. */
  static double[] parts(BigInteger units, int exponent) {
    double[] parts = new double[3];
    BigInteger rest = units;
    for (int i = 0; i < parts.length; i++) {
      double part = rest.doubleValue();
      rest = rest.subtract(new BigDecimal(part).toBigIntegerExact());
      parts[i] = Math.scalb(part, exponent);
    }
    return parts;
  }
}
