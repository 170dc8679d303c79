// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import java.math.BigInteger;

/**
 * An exact sum of products, in two's complement of 128 bits.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record WideSum(long high, long low) {

  public static final WideSum ZERO = new WideSum(0, 0);

  /** With one more product, of x and y. */
  public WideSum plusProduct(long x, long y) {
    return plus(new WideSum(Math.multiplyHigh(x, y), x * y));
  }

  WideSum minusProduct(long x, long y) {
    return plusProduct(-x, y);
  }

  WideSum plus(WideSum other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new WideSum(high + other.high + carry, sum);
  }

  WideSum minus(WideSum other) {
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    return new WideSum(high - other.high - borrow, low - other.low);
  }

  BigInteger toBigInteger() {
    BigInteger unsignedLow = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsignedLow);
  }

  /** {@code n * this - x * y}, the numerator of a variance or covariance, without rounding. */
  public double centred(long n, long x, long y) {
    return centred(n, BigInteger.valueOf(x), BigInteger.valueOf(y));
  }

  double centred(long n, WideSum x, WideSum y) {
    return centred(n, x.toBigInteger(), y.toBigInteger());
  }

  private double centred(long n, BigInteger x, BigInteger y) {
    return toBigInteger().multiply(BigInteger.valueOf(n)).subtract(x.multiply(y)).doubleValue();
  }
}
