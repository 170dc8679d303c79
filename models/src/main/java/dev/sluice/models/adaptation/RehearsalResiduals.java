// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/**
 * Residuals of a mechanism in the burn-in's {@link Rehearsal}, each of a prediction made before the
 * sample was learned. Of samples that are independent given their parents, and a mechanism of the
 * learners' kind, they have mean 0 whatever came before; those of a regression are independent and
 * standard normal besides (the recursive residuals of Brown, Durbin and Evans, "Techniques for
 * testing the constancy of regression relationships over time", 1975).
 *
 * <p>Numbers that are standard normal then, for many samples, are held against {@value #LIMIT}. Of
 * every mechanism: the autocorrelation of lag 1. Of regressions also: that of sizes, which tells
 * noise that comes in clusters; and the mean size over the deviation (Geary, "Moments of the ratio
 * of the mean deviation to the standard deviation for normal samples", 1936) and the mean of r |r|,
 * which tell tails, few values and skewness, and are less wild than the moments of higher order.
 *
 * <p>The state is an array of {@value #SIZE} doubles that the caller keeps.
 */
final class RehearsalResiduals {
  /** Beyond it a standard normal number is one time in a thousand. */
  private static final double LIMIT = 3.29;

  /** Mean size of a standard normal number. */
  private static final double MEAN_SIZE = Math.sqrt(2 / Math.PI);

  /** Deviation of the mean size over the deviation, times the root of the number of samples. */
  private static final double GEARY = Math.sqrt(1 - 3 / Math.PI);

  /** Covariance of r |r| and r, where r is standard normal. */
  private static final double CUBE = 2 * MEAN_SIZE;

  private static final int SIZE = 9;
  private static final int COUNT = 0;
  private static final int LAST = 1;
  private static final int SUM = 2;
  private static final int SIZES = 3;
  private static final int SQUARES = 4;
  private static final int SIGNED_SQUARES = 5;
  private static final int PRODUCTS = 6;
  private static final int SIZE_PRODUCTS = 7;
  private static final int SQUARED_PRODUCTS = 8;

  private RehearsalResiduals() {}

  /** The state before the first sample. */
  static double[] initial() {
    return new double[SIZE];
  }

  /** Takes in the residual of the next sample. */
  static void observe(double[] state, double residual) {
    double product = residual * state[LAST];
    state[COUNT]++;
    state[LAST] = residual;
    state[SUM] += residual;
    state[SIZES] += Math.abs(residual);
    state[SQUARES] += residual * residual;
    state[SIGNED_SQUARES] += residual * Math.abs(residual);
    state[PRODUCTS] += product;
    state[SIZE_PRODUCTS] += Math.abs(product);
    state[SQUARED_PRODUCTS] += product * product;
  }

  /** Samples taken in; 0 of the empty array. */
  static long count(double[] state) {
    return state.length == 0 ? 0 : (long) state[COUNT];
  }

  /**
   * Whether the samples may be independent given their parents. Residuals of tables are in [-1/2,
   * 1/2]; those of rare categories are few, for which Bernstein's inequality makes allowance.
   */
  static boolean independent(double[] state, boolean categorical) {
    double square = state[SQUARES] / state[COUNT];
    double variance = Math.max(state[SQUARED_PRODUCTS], state[COUNT] * square * square);
    double rare = categorical ? LIMIT * LIMIT / 3 / 4 : 0;
    return Math.abs(state[PRODUCTS]) <= LIMIT * Math.sqrt(variance) + rare;
  }

  /** Whether residuals may be normal, and their sizes independent; false if all are 0. */
  static boolean normal(double[] state) {
    double n = state[COUNT];
    double size = state[SIZES] / n;
    double square = state[SQUARES] / n;
    double deviation = Math.sqrt(square);
    double tails = (size / deviation - MEAN_SIZE) * Math.sqrt(n) / GEARY;
    double skewness =
        (state[SIGNED_SQUARES] - CUBE * deviation * state[SUM])
            / (square * Math.sqrt(n * (3 - CUBE * CUBE)));
    double clusters =
        (state[SIZE_PRODUCTS] / n - size * size) / (square - size * size) * Math.sqrt(n);
    return Math.abs(tails) <= LIMIT && Math.abs(skewness) <= LIMIT && Math.abs(clusters) <= LIMIT;
  }
}
