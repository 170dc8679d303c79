// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.federation.RingVector;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The first numbers of every site's vector: 1, and the first bits of the agreement's fingerprint.
 * In a sum they say how many sites there are, and whether all of them had this agreement, though
 * nobody sees their parts; and a sum whose masks do not cancel does not pass.
 */
final class Seal {
  /** How many numbers. */
  static final int NUMBERS = 2;

  private Seal() {}

  /** As signed numbers. */
  static RingVector of(StatisticsAgreement agreement) {
    return RingVector.of(agreement.room().words(), BigInteger.ONE, print(agreement));
  }

  private static BigInteger print(StatisticsAgreement agreement) {
    byte[] fingerprint = agreement.fingerprint();
    int bytes = Math.min(fingerprint.length, agreement.room().words() * Integer.BYTES);
    return new BigInteger(Arrays.copyOf(fingerprint, bytes));
  }

  /**
   * How many sites a sum is of.
   *
   * @throws IllegalArgumentException if it is of another shape, of no site or of too many, or not
   *     all had this agreement
   */
  static int open(StatisticsAgreement agreement, RingVector sum) {
    int words = agreement.room().words();
    int numbers = StatisticSizes.numbers(agreement);
    if (sum.words() != words || sum.length() != numbers) {
      throw new IllegalArgumentException(
          "%d numbers of %d words; agreed are %d of %d"
              .formatted(sum.length(), sum.words(), numbers, words));
    }
    BigInteger sites = sum.signed(0);
    BigInteger modulus = BigInteger.ONE.shiftLeft(words * Integer.SIZE);
    boolean whole =
        print(agreement)
            .multiply(sites)
            .subtract(sum.signed(1))
            .mod(modulus)
            .equals(BigInteger.ZERO);
    if (!whole
        || sites.signum() <= 0
        || sites.compareTo(BigInteger.valueOf(agreement.room().maxSites())) > 0) {
      throw new IllegalArgumentException(
          "no sum of 1 to %d sites that agreed to this: one agreed to something else, or masks are"
                  .formatted(agreement.room().maxSites())
              + " left");
    }
    return sites.intValueExact();
  }
}
