// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

/**
 * Which of several mechanisms have changed: the Benjamini-Hochberg rule for e-values (Wang and
 * Ramdas, "False discovery rate control with e-values", JRSS B 2022). The e-values may depend on
 * each other in any way.
 *
 * <p>Of d e-values, sorted to fall, it takes the largest k with e_(k) at least d / (k level), and
 * flags the k largest. The rule applied to e-detectors at every step is that of Dandapanthula and
 * Ramdas (arXiv 2501.04130); it bounds the false discovery rate per sample waited, not for all
 * time.
 */
public final class EBenjaminiHochberg {

  private EBenjaminiHochberg() {}

  /**
   * The flagged mechanisms, as a bit mask. Equal values are flagged together or not at all.
   *
   * @param logValues logarithms of the e-values, one per mechanism, nats; at most 64
   * @param watched mask of the mechanisms that count; their number is d
   * @param level above 0; a mechanism alone is flagged at an e-value of d / level
   */
  public static long flagged(double[] logValues, long watched, double level) {
    int d = Long.bitCount(watched);
    long above = watched;
    int k;
    do {
      // No rank above the number of values that reach this threshold can reach its own, higher one.
      k = Long.bitCount(above);
      above = atLeast(Math.log(d / (k * level)), logValues, above);
    } while (Long.bitCount(above) < k);
    return above;
  }

  private static long atLeast(double threshold, double[] logValues, long mask) {
    long above = 0;
    for (long left = mask; left != 0; left &= left - 1) {
      int mechanism = Long.numberOfTrailingZeros(left);
      if (logValues[mechanism] >= threshold) {
        above |= 1L << mechanism;
      }
    }
    return above;
  }
}
