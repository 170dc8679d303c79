// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.privacy.Clipping;
import dev.sluice.models.federation.privacy.NoisyRelease;
import dev.sluice.models.federation.privacy.ProtectedUnit;
import dev.sluice.models.federation.privacy.ZeroConcentrated;
import dev.sluice.models.federation.secure.RefusalException;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.SiteSecret;
import java.io.Serializable;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a site does to an update before it masks it: all numerators as one vector, changes of
 * existence and weighted changes of orientation, are clipped to a norm and get noise. Weights and
 * the count stay as they are: they come from the site's targets, not from its samples.
 *
 * @param norm C
 * @param multiplier z: a sum of the fewest honest sites has noise of standard deviation z C
 * @param honest t, the fewest sites of a sum that add their noise; at least 1
 * @param unit that is protected
 */
public record SiteNoise(double norm, double multiplier, int honest, ProtectedUnit unit)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** As many sites as a secure sum can have: so many must have room. */
  private static final int MOST_SITES = 255;

  /** Steps of an update's numerators are clip / 2^21. */
  private static final int STEP_BITS = 21;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public SiteNoise {
    checkPositive("norm", norm);
    checkPositive("multiplier", multiplier);
    if (honest < 1) {
      throw new IllegalArgumentException("honest: must be at least 1, is " + honest);
    }
  }

  private static void checkPositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + ": must be above 0, is " + value);
    }
  }

  /**
   * The rho of a release. Without masks its own noise, of standard deviation z C / sqrt(t), is all
   * that hides a site.
   */
  public double rho(boolean masked) {
    return ZeroConcentrated.gaussian(unit, multiplier) * (masked ? 1 : honest);
  }

  /**
   * Refuses a step of updates in which the noise cannot be added up.
   *
   * @param clip largest change of a logit
   * @throws RefusalException if it is no power of two, so that its steps are none of the fixed
   *     point, or noise is too fine for the steps or a sum has no room
   */
  void check(double clip) {
    release(clip);
  }

  private NoisyRelease release(double clip) {
    int exponent = Math.getExponent(clip);
    int bits = STEP_BITS - exponent;
    if (!(clip > 0) || Math.scalb(1.0, exponent) != clip || bits < 0 || bits > Long.SIZE) {
      throw new RefusalException(
          "a clip of %s; noise is added to steps of a power of two".formatted(clip));
    }
    NoisyRelease release;
    try {
      release = new NoisyRelease(new Clipping(norm, bits), multiplier, honest);
    } catch (IllegalArgumentException e) {
      throw new RefusalException(e.getMessage());
    }
    if (!release.hasRoom(MOST_SITES, 1, 1)) {
      throw new RefusalException(
          "a sum of %d sites has no room for noise of %s times %s in steps of 2^-%d"
              .formatted(MOST_SITES, multiplier, norm, bits));
    }
    return release;
  }

  /**
   * An update with noise. That is a function of the secret, the round, and the very numbers that it
   * is added to: a replay has the same, and if ever another update were made for the round, the two
   * would not show their difference.
   *
   * @param numbers as of {@link dev.sluice.models.federation.UpdateEncoding#encode}
   * @throws RefusalException as {@link #check}
   */
  RingVector added(RingVector numbers, double clip, SiteSecret secret, RoundId id) {
    NoisyRelease release = release(clip);
    int numerators = numbers.length() / 4 * 3;
    double[] vector = new double[numerators];
    for (int i = 0; i < numerators; i++) {
      vector[i] = Math.scalb((double) numbers.values()[i], -release.clipping().fractionBits());
    }
    BigInteger[] noise =
        release.noise(
            numerators,
            secret.stream(id.federation(), "noise of an update", index(numbers, clip, id)));
    int[] noisy = Arrays.copyOf(release.release(vector, noise, 1).values(), numbers.length());
    System.arraycopy(
        numbers.values(), numerators, noisy, numerators, numbers.length() - numerators);
    return new RingVector(1, noisy);
  }

  private long[] index(RingVector numbers, double clip, RoundId id) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.values().length * Integer.BYTES);
    bytes.asIntBuffer().put(numbers.values());
    ByteBuffer digest = ByteBuffer.wrap(sha256(bytes.array()));
    return new long[] {
      id.round(),
      Double.doubleToLongBits(clip),
      Double.doubleToLongBits(norm),
      Double.doubleToLongBits(multiplier),
      honest,
      digest.getLong(),
      digest.getLong(),
      digest.getLong(),
      digest.getLong()
    };
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
