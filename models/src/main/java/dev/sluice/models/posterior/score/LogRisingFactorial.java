// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import org.apache.commons.numbers.gamma.LogGamma;

/** lnGamma(base + count) - lnGamma(base): a table for small whole counts, else computed. */
public final class LogRisingFactorial {
  /** Cells with more samples than this are so few that their logarithms cost nothing. */
  private static final int TABLE_SIZE = 1024;

  private final double base;
  private final double logGammaOfBase;
  private final double[] table = new double[TABLE_SIZE];
  private int filled = 1;

  LogRisingFactorial(double base) {
    this.base = base;
    logGammaOfBase = LogGamma.value(base);
  }

  /** Sum over the first {@code size} of {@code counts}; a count of 0 adds exactly 0. */
  public double sum(double[] counts, int size) {
    double sum = 0;
    for (int cell = 0; cell < size; cell++) {
      sum += value(counts[cell]);
    }
    return sum;
  }

  /** What changes when {@code without} of {@code count} samples go. */
  double change(double count, double without) {
    return value(count - without) - value(count);
  }

  private double value(double count) {
    int whole = (int) count;
    return whole == count && whole < filled ? table[whole] : extend(count);
  }

  private double extend(double count) {
    int whole = (int) count;
    if (whole != count || whole >= TABLE_SIZE) {
      return LogGamma.value(base + count) - logGammaOfBase;
    }
    while (filled <= whole) {
      // Gamma(x + 1) = x Gamma(x); the first x is the base itself, however small
      table[filled] = table[filled - 1] + Math.log(base + (filled - 1));
      filled++;
    }
    return table[whole];
  }
}
