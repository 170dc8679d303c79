// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import dev.sluice.models.federation.secure.SecretStream;
import java.math.BigInteger;

/**
 * Whole numbers y with probability proportional to exp(-y^2 / (2 s^2)), drawn exactly, in whole
 * numbers from the first bit to the last: what doubles round away would tell the noise from what it
 * hides. Canonne, Kamath and Steinke 2020, "The Discrete Gaussian for Differential Privacy", arXiv
 * 2004.00010, algorithms 1 to 3.
 */
public final class DiscreteGaussian {
  private static final BigInteger ONE = BigInteger.ONE;

  private final BigInteger variance;

  /**
   * Noise of mean 0.
   *
   * @param variance s^2, the parameter; the variance itself is at most that, and equal to it within
   *     1e-6 from s = 1 on
   * @throws IllegalArgumentException if it is not positive
   */
  public DiscreteGaussian(BigInteger variance) {
    if (variance.signum() <= 0) {
      throw new IllegalArgumentException("a variance of " + variance);
    }
    this.variance = variance;
  }

  /** The next number (algorithm 3); it takes a random number of bytes of the stream. */
  public BigInteger sample(SecretStream stream) {
    BigInteger t = variance.sqrt().add(ONE);
    // The exponent (|y| - s^2 / t)^2 / (2 s^2) is (|y| t - s^2)^2 / (2 s^2 t^2).
    BigInteger denominator = variance.shiftLeft(1).multiply(t).multiply(t);
    while (true) {
      BigInteger y = discreteLaplace(t, stream);
      BigInteger root = y.abs().multiply(t).subtract(variance);
      if (exponential(root.multiply(root), denominator, stream)) {
        return y;
      }
    }
  }

  /** Proportional to exp(-|y| / t): algorithm 2 with s = 1. */
  private static BigInteger discreteLaplace(BigInteger t, SecretStream stream) {
    while (true) {
      BigInteger u = stream.nextBelow(t);
      if (!exponential(u, t, stream)) {
        continue;
      }
      BigInteger v = BigInteger.ZERO;
      while (exponential(ONE, ONE, stream)) {
        v = v.add(ONE);
      }
      BigInteger y = u.add(t.multiply(v));
      boolean negative = (stream.nextByte() & 1) == 1;
      // Zero has one sign only, or it would count twice.
      if (!negative || y.signum() != 0) {
        return negative ? y.negate() : y;
      }
    }
  }

  /** True with probability exp(-n / d), n >= 0: algorithm 1. */
  static boolean exponential(BigInteger n, BigInteger d, SecretStream stream) {
    BigInteger[] parts = n.divideAndRemainder(d);
    for (BigInteger i = parts[0]; i.signum() > 0; i = i.subtract(ONE)) {
      if (!atMostOne(ONE, ONE, stream)) {
        return false;
      }
    }
    return atMostOne(parts[1], d, stream);
  }

  /**
   * True with probability exp(-n / d), n <= d: whether the first k that fails at n / (d k) is odd.
   */
  private static boolean atMostOne(BigInteger n, BigInteger d, SecretStream stream) {
    long k = 1;
    while (stream.nextBelow(d.multiply(BigInteger.valueOf(k))).compareTo(n) < 0) {
      k++;
    }
    return k % 2 == 1;
  }
}
