// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Numbers in fixed point of which the Euclidean norm, computed exactly, is at most a bound. What
 * exceeds it is made shorter in its direction.
 *
 * @param norm C
 * @param fractionBits a number x is written as the whole number x 2^bits, towards zero
 */
public record Clipping(double norm, int fractionBits) {
  /** The next smaller factor, if rounding lets the norm exceed the bound by a hair. */
  private static final double A_HAIR_LESS = 1 - 0x1p-50;

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if it is not positive and finite, or the bits are not 0 to 64
   */
  public Clipping {
    if (!(norm > 0 && norm < Double.POSITIVE_INFINITY) || fractionBits < 0 || fractionBits > 64) {
      throw new IllegalArgumentException("a norm of %s and %d bits".formatted(norm, fractionBits));
    }
  }

  /**
   * The clipped vector.
   *
   * @throws IllegalArgumentException if a number is NaN or infinite: it has no direction
   */
  public BigInteger[] clip(double[] vector) {
    double largest = 0;
    for (double x : vector) {
      if (!Double.isFinite(x)) {
        throw new IllegalArgumentException("a vector with the number " + x);
      }
      largest = Math.max(largest, Math.abs(x));
    }
    if (largest == 0) {
      BigInteger[] zeros = new BigInteger[vector.length];
      Arrays.fill(zeros, BigInteger.ZERO);
      return zeros;
    }
    // Of numbers up to 1, squares do not overflow.
    double[] scaled = vector.clone();
    double squares = 0;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] /= largest;
      squares += scaled[i] * scaled[i];
    }
    boolean fits = largest * Math.sqrt(squares) <= norm;
    double factor = norm / Math.sqrt(squares);
    BigInteger[] clipped = fits ? fixedPoint(vector, 1) : fixedPoint(scaled, factor);
    while (exceeds(clipped)) {
      factor *= A_HAIR_LESS;
      clipped = fixedPoint(scaled, factor);
    }
    return clipped;
  }

  /** Of a fixed-point number. */
  public double toDouble(BigInteger fixed) {
    return Math.scalb(fixed.doubleValue(), -fractionBits);
  }

  private BigInteger[] fixedPoint(double[] scaled, double factor) {
    BigInteger[] fixed = new BigInteger[scaled.length];
    for (int i = 0; i < fixed.length; i++) {
      // A power of two is exact, and the conversion cuts towards zero.
      fixed[i] = new BigDecimal(Math.scalb(scaled[i] * factor, fractionBits)).toBigInteger();
    }
    return fixed;
  }

  private boolean exceeds(BigInteger[] fixed) {
    BigInteger squares = BigInteger.ZERO;
    for (BigInteger x : fixed) {
      squares = squares.add(x.multiply(x));
    }
    BigDecimal bound = new BigDecimal(norm).multiply(BigDecimal.valueOf(2).pow(fractionBits));
    return new BigDecimal(squares).compareTo(bound.multiply(bound)) > 0;
  }
}
