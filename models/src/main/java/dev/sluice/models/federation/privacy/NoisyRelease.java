// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.secure.SecretStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What a site adds before it masks: its clipped vector gets noise of standard deviation z C /
 * sqrt(t), so that the sum has at least z C as soon as t sites that keep to it are in the sum
 * (Kairouz, Liu and Steinke 2021, "The Distributed Discrete Gaussian Mechanism", arXiv 2102.06387).
 * A sum of discrete Gaussians is not one, but nearly: with a standard deviation of 4 units of the
 * fixed point at every site the difference is below e^-150.
 *
 * @param clipping C and the fixed point
 * @param noiseMultiplier z
 * @param honest t: fewest sites in a sum that are taken to add their noise; the round's threshold,
 *     less the sites that might conspire
 */
public record NoisyRelease(Clipping clipping, double noiseMultiplier, int honest) {
  /** Below, noise of several sites is not the noise of one. */
  private static final BigInteger LEAST_VARIANCE = BigInteger.valueOf(16);

  /** Standard deviations: beyond is once in 10^32 numbers. */
  private static final int TAIL = 12;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if z or t is not positive, or a site's noise has a standard
   *     deviation below 4 units of the fixed point
   */
  public NoisyRelease {
    if (!(noiseMultiplier > 0 && noiseMultiplier < Double.POSITIVE_INFINITY) || honest < 1) {
      throw new IllegalArgumentException(
          "noise of %s by %d sites".formatted(noiseMultiplier, honest));
    }
    BigInteger variance = variance(clipping, noiseMultiplier, honest);
    if (variance.compareTo(LEAST_VARIANCE) < 0) {
      throw new IllegalArgumentException(
          "noise of variance %s in units of the fixed point; %s is the least"
              .formatted(variance, LEAST_VARIANCE));
    }
  }

  /** Of one site's noise, in squared units of the fixed point, rounded up. */
  public BigInteger variance() {
    return variance(clipping, noiseMultiplier, honest);
  }

  private static BigInteger variance(Clipping clipping, double noiseMultiplier, int honest) {
    BigDecimal deviation =
        new BigDecimal(clipping.norm())
            .multiply(new BigDecimal(noiseMultiplier))
            .multiply(BigDecimal.valueOf(2).pow(clipping.fractionBits()));
    return deviation
        .multiply(deviation)
        .divide(BigDecimal.valueOf(honest), 0, RoundingMode.CEILING)
        .toBigInteger();
  }

  /** So many numbers of noise; of the same stream the same. */
  public BigInteger[] noise(int length, SecretStream stream) {
    DiscreteGaussian gaussian = new DiscreteGaussian(variance());
    BigInteger[] noise = new BigInteger[length];
    for (int i = 0; i < length; i++) {
      noise[i] = gaussian.sample(stream);
    }
    return noise;
  }

  /**
   * The clipped vector with noise.
   *
   * @param noise as long as the vector, of {@link #noise} or {@link TreeAggregation}
   * @throws IllegalArgumentException if lengths differ
   * @throws ArithmeticException if a number has no room in so many words
   */
  public RingVector release(double[] vector, BigInteger[] noise, int words) {
    if (vector.length != noise.length) {
      throw new IllegalArgumentException(
          "%d numbers and noise for %d".formatted(vector.length, noise.length));
    }
    BigInteger[] release = clipping.clip(vector);
    for (int i = 0; i < release.length; i++) {
      release[i] = release[i].add(noise[i]);
    }
    return RingVector.of(words, release);
  }

  /**
   * Whether a sum of so many sites has room in so many words, noise included; else it would come
   * around at the other end, a wrong number that looks right.
   *
   * @param nodes how many draws of noise are in one number: 1, or with a tree all nodes of two sums
   */
  public boolean hasRoom(int sites, int words, int nodes) {
    BigInteger values =
        new BigDecimal(clipping.norm())
            .multiply(BigDecimal.valueOf(2).pow(clipping.fractionBits()))
            .setScale(0, RoundingMode.CEILING)
            .toBigInteger()
            .multiply(BigInteger.valueOf(sites));
    BigInteger noise =
        variance()
            .multiply(BigInteger.valueOf(sites))
            .multiply(BigInteger.valueOf(nodes))
            .sqrt()
            .add(BigInteger.ONE)
            .multiply(BigInteger.valueOf(TAIL));
    return values.add(noise).bitLength() < words * Integer.SIZE;
  }
}
