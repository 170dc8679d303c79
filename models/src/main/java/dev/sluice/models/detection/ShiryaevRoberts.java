// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

/**
 * The Shiryaev-Roberts e-detector of one mechanism, and beside it a CUSUM of the same increments
 * that estimates when the change was (Shin, Ramdas and Rinaldo, "E-detectors: a nonparametric
 * framework for sequential change detection", arXiv 2203.03532).
 *
 * <p>Of likelihood ratios L_1, L_2, ... it keeps M_n = ln R_n, where R_n = sum over j of L_j L_j+1
 * ... L_n. If, as long as nothing has changed, each ratio has conditional mean at most 1 given the
 * past, then R_n - n has no upward drift, and to stop at the first n with M_n at least ln A takes A
 * samples or more on average, whatever the law of the samples.
 *
 * <p>The state is an array of {@value #SIZE} doubles that the caller keeps.
 */
public final class ShiryaevRoberts {
  private static final int SIZE = 3;
  private static final int LOG_VALUE = 0;
  private static final int CUSUM = 1;
  private static final int CHANGE_AT = 2;

  private ShiryaevRoberts() {}

  /** The state before the first sample: R_0 = 0. */
  public static double[] initial() {
    double[] state = new double[SIZE];
    reset(state);
    return state;
  }

  /** Forgets everything. */
  public static void reset(double[] state) {
    state[LOG_VALUE] = Double.NEGATIVE_INFINITY;
    state[CUSUM] = 0;
    state[CHANGE_AT] = 0;
  }

  /**
   * Takes in one sample: M = ln(1 + e^M) + b.
   *
   * @param state changed in place
   * @param logIncrement b, the log likelihood ratio of the sample, nats; not NaN
   * @param at samples observed before this one, at most 2^53
   */
  public static void observe(double[] state, double logIncrement, long at) {
    if (state[CUSUM] <= 0) {
      state[CUSUM] = 0;
      state[CHANGE_AT] = at;
    }
    state[CUSUM] += logIncrement;
    state[LOG_VALUE] = softplus(state[LOG_VALUE]) + logIncrement;
  }

  /** M, the log e-value in nats; minus infinity before the first sample. */
  public static double logValue(double[] state) {
    return state[LOG_VALUE];
  }

  /**
   * The estimated time of the change: the {@code at} of the latest sample before which the CUSUM
   * max(0, C) + b was at 0, thus of the first sample of the run whose log likelihood ratios have
   * the largest sum (of several such runs the shortest). 0 before the first sample.
   */
  public static long changeAt(double[] state) {
    return (long) state[CHANGE_AT];
  }

  /** ln(1 + e^x), where e^x itself may overflow. */
  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
