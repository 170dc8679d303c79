// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Weights of all subsets of up to 20 candidates, by bit mask, and their sums over the subsets of
 * each mask. Numbers are mantissa 2^exponent, so that sums keep their relative precision however
 * small they are beside the largest weight. Immutable.
 */
final class SubsetWeights {
  /**
   * What remains of a sum, at least, where a difference of two sums is believed; its relative error
   * is then some 2^-26. Below that, sums are made term by term.
   */
  private static final double CANCELLATION = 0x1p-26;

  /** Logarithms below this, relative to the largest weight, are weights of 0: exponents are int. */
  private static final double SMALLEST_LOG = -5e8;

  private static final int ZERO = Integer.MIN_VALUE / 2;
  private static final int BIAS = 1023;
  private static final int MANTISSA_BITS = 52;
  private static final double LN_2 = Math.log(2);

  private final double[] weights;
  private final int[] weightExponents;
  private final double[] sums;
  private final int[] sumExponents;

  /**
   * The weights exp(logs[mask] - reference).
   *
   * @param logs of a power of two of masks; none of them more than the reference
   */
  SubsetWeights(double[] logs, double reference) {
    weights = new double[logs.length];
    weightExponents = new int[logs.length];
    for (int mask = 0; mask < logs.length; mask++) {
      double log = logs[mask] - reference;
      boolean positive = log >= SMALLEST_LOG; // not that of -infinity
      int exponent = positive ? (int) Math.floor(log / LN_2) : ZERO;
      weightExponents[mask] = exponent;
      weights[mask] = positive ? Math.exp(log - exponent * LN_2) : 0;
    }
    sums = weights.clone();
    sumExponents = weightExponents.clone();
    for (int bit = 1; bit < sums.length; bit *= 2) {
      addWithout(bit);
    }
  }

  /** ln of the weight of one subset. */
  double log(int subset) {
    return log(weights[subset], weightExponents[subset]);
  }

  /** ln of the sum over all subsets of {@code allowed}. */
  double logSum(int allowed) {
    return log(sums[allowed], sumExponents[allowed]);
  }

  /** ln of the sum over the subsets of {@code allowed} that meet {@code wanted}, a part of it. */
  double logSumMeeting(int allowed, int wanted) {
    if (wanted == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double difference = difference(allowed, wanted);
    if (difference > 0) {
      return log(difference, sumExponents[allowed]);
    }
    int top = largestExponent(allowed, wanted);
    return log(sumMeeting(allowed, wanted, top), top);
  }

  /**
   * A subset of {@code allowed}, in proportion to its weight, one of which must be positive.
   *
   * @param wanted if not 0, a part of {@code allowed} that the subset meets
   */
  int draw(int allowed, int wanted, UniformRandomProvider random) {
    int top = sumExponents[allowed];
    double sum = wanted == 0 ? sums[allowed] : difference(allowed, wanted);
    if (sum == 0) {
      top = largestExponent(allowed, wanted);
      sum = sumMeeting(allowed, wanted, top);
    }
    double left = random.nextDouble() * sum;
    int drawn = -1;
    int mask = allowed;
    while (mask >= 0 && left >= 0) {
      double weight = weight(mask, wanted, top);
      if (weight > 0) {
        drawn = mask;
        left -= weight;
      }
      mask = before(mask, allowed);
    }
    return drawn;
  }

  /**
   * The sum over the subsets of {@code allowed} that meet {@code wanted}, in units of 2^exponent of
   * the sum over all; 0 if it is too small a part of that to be known.
   */
  private double difference(int allowed, int wanted) {
    int rest = allowed & ~wanted;
    double all = sums[allowed];
    double difference = all - sums[rest] * twoTo(sumExponents[rest] - sumExponents[allowed]);
    return difference > CANCELLATION * all ? difference : 0;
  }

  private int largestExponent(int allowed, int wanted) {
    int top = ZERO;
    for (int mask = allowed; mask >= 0; mask = before(mask, allowed)) {
      if (wanted == 0 || (mask & wanted) != 0) {
        top = Math.max(top, weightExponents[mask]);
      }
    }
    return top;
  }

  private double sumMeeting(int allowed, int wanted, int top) {
    double sum = 0;
    for (int mask = allowed; mask >= 0; mask = before(mask, allowed)) {
      sum += weight(mask, wanted, top);
    }
    return sum;
  }

  private double weight(int mask, int wanted, int top) {
    return wanted == 0 || (mask & wanted) != 0
        ? weights[mask] * twoTo(weightExponents[mask] - top)
        : 0;
  }

  /** The next smaller subset of {@code allowed}; -1 after the empty one. */
  private static int before(int mask, int allowed) {
    return mask == 0 ? -1 : (mask - 1) & allowed;
  }

  /** One pass of the fast zeta transform. */
  private void addWithout(int bit) {
    for (int mask = 0; mask < sums.length; mask++) {
      if ((mask & bit) != 0) {
        int source = sumExponents[mask ^ bit];
        int target = sumExponents[mask];
        int top = Math.max(source, target);
        sums[mask] = sums[mask] * twoTo(target - top) + sums[mask ^ bit] * twoTo(source - top);
        sumExponents[mask] = top;
      }
    }
  }

  private static double log(double mantissa, int exponent) {
    return Math.log(mantissa) + exponent * LN_2;
  }

  /** 2^k for k at most 1023; 0 if that is below the range of normal doubles. */
  private static double twoTo(int k) {
    return Double.longBitsToDouble((long) Math.max(k + BIAS, 0) << MANTISSA_BITS);
  }
}
