// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

import org.apache.commons.numbers.combinatorics.LogFactorial;

/** Numbers of ways to choose, in logarithms. */
public final class Combinations {
  private static final LogFactorial LOG_FACTORIAL = LogFactorial.create().withCache(1_024);

  private Combinations() {}

  /** The logarithm of the binomial coefficient. */
  public static double logChoose(int n, int k) {
    return LOG_FACTORIAL.value(n) - LOG_FACTORIAL.value(k) - LOG_FACTORIAL.value(n - k);
  }

  /** The probability of k successes in n trials, each of probability p strictly between 0 and 1. */
  public static double binomial(int n, int k, double p) {
    return Math.exp(logChoose(n, k) + k * Math.log(p) + (n - k) * Math.log1p(-p));
  }
}
