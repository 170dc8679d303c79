// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

/**
 * ADWIN: the mean over a window that is cut whenever two of its parts differ too much (Bifet and
 * Gavaldà, "Learning from time-changing data with adaptive windowing", SDM 2007), with the
 * recurrences and constants of MOA: confidence {@value #DELTA}, a check every {@value #CLOCK}
 * inputs, windows above {@value #MINIMUM_WIDTH}, parts above {@value #MINIMUM_PART} + 1. It sees
 * changes in both directions. Its bound is made for inputs of range 1: scale them.
 *
 * <p>The window is an exponential histogram: row r holds at most {@value #BUCKETS} buckets of 2^r
 * inputs each, of which only sum and sum of squared deviations are known. The state is an array
 * that the caller keeps; its size bounds the window at {@value #BUCKETS} (2^{@value #ROWS} - 1)
 * inputs, beyond which the oldest leave without an alarm.
 */
public final class Adwin {
  private static final double DELTA = 0.002;
  private static final int CLOCK = 32;
  private static final int MINIMUM_WIDTH = 10;
  private static final int MINIMUM_PART = 5;
  private static final int BUCKETS = 5;
  private static final int ROWS = 20;

  private static final int INPUTS = 0;
  private static final int WIDTH = 1;
  private static final int SUM = 2;
  private static final int DEVIATIONS = 3;
  private static final int FIRST_ROW = 4;

  /** Of a row: the number of its buckets, then sum and deviations of each, oldest first. */
  private static final int ROW_SIZE = 1 + 2 * BUCKETS;

  private Adwin() {}

  /** The state before the first input. */
  public static double[] initial() {
    return new double[FIRST_ROW + ROWS * ROW_SIZE];
  }

  /** Inputs in the window. */
  public static long width(double[] state) {
    return (long) state[WIDTH];
  }

  /** Mean of the inputs in the window; NaN if there are none. */
  public static double mean(double[] state) {
    return state[SUM] / state[WIDTH];
  }

  /** Variance of the inputs in the window, divided by their number; NaN if there are none. */
  public static double variance(double[] state) {
    // what leaves the window is subtracted, so rounding can take a variance of 0 below it
    return Math.max(0, state[DEVIATIONS]) / state[WIDTH];
  }

  /**
   * Takes in one input.
   *
   * @param state changed in place
   * @return whether the window was cut
   */
  public static boolean observe(double[] state, double x) {
    state[INPUTS]++;
    state[DEVIATIONS] += between(1, x, state[WIDTH], state[SUM]);
    state[WIDTH]++;
    state[SUM] += x;
    append(state, 0, x, 0);
    boolean cut = false;
    if (state[INPUTS] % CLOCK == 0 && state[WIDTH] > MINIMUM_WIDTH) {
      while (mustCut(state)) {
        int oldest = oldestRow(state);
        forget(state, oldest, sum(state, oldest, 0), deviations(state, oldest, 0));
        removeOldest(state, oldest, 1);
        cut = true;
      }
    }
    return cut;
  }

  /** Whether the means before and after some border of two buckets differ too much. */
  private static boolean mustCut(double[] state) {
    double before = 0;
    double sumBefore = 0;
    for (int row = oldestRow(state); row >= 0; row--) {
      for (int bucket = 0; bucket < buckets(state, row); bucket++) {
        before += inputs(row);
        sumBefore += sum(state, row, bucket);
        double after = state[WIDTH] - before;
        if (before > MINIMUM_PART + 1 && after > MINIMUM_PART + 1) {
          double difference = sumBefore / before - (state[SUM] - sumBefore) / after;
          if (Math.abs(difference) > bound(state, before, after)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** sqrt(2 h v D) + (2/3) h D, v the variance of the window. */
  private static double bound(double[] state, double before, double after) {
    double h = 1 / (before - MINIMUM_PART + 1) + 1 / (after - MINIMUM_PART + 1);
    double logConfidence = Math.log(2 * Math.log(state[WIDTH]) / DELTA);
    return Math.sqrt(2 * h * variance(state) * logConfidence) + 2.0 / 3 * h * logConfidence;
  }

  /** Appends a bucket to a row; the two oldest of a full row move on to the next as one. */
  private static void append(double[] state, int row, double sum, double deviations) {
    if (row == ROWS) {
      forget(state, row, sum, deviations);
      return;
    }
    if (buckets(state, row) == BUCKETS) {
      double first = sum(state, row, 0);
      double second = sum(state, row, 1);
      double merged =
          deviations(state, row, 0)
              + deviations(state, row, 1)
              + between(inputs(row), first, inputs(row), second);
      removeOldest(state, row, 2);
      append(state, row + 1, first + second, merged);
    }
    int at = start(row);
    int bucket = at + 1 + 2 * (int) state[at];
    state[bucket] = sum;
    state[bucket + 1] = deviations;
    state[at]++;
  }

  /** Takes a bucket of 2^row inputs out of the statistics of the window. */
  private static void forget(double[] state, int row, double sum, double deviations) {
    state[WIDTH] -= inputs(row);
    state[SUM] -= sum;
    state[DEVIATIONS] -= deviations + between(inputs(row), sum, state[WIDTH], state[SUM]);
  }

  private static void removeOldest(double[] state, int row, int count) {
    int at = start(row);
    int left = buckets(state, row) - count;
    System.arraycopy(state, at + 1 + 2 * count, state, at + 1, 2 * left);
    state[at] = left;
  }

  /** What joining two sets of inputs adds to their squared deviations; 0 if one is empty. */
  private static double between(double n1, double sum1, double n2, double sum2) {
    if (n1 == 0 || n2 == 0) {
      return 0;
    }
    double difference = sum1 / n1 - sum2 / n2;
    return n1 * n2 / (n1 + n2) * difference * difference;
  }

  private static int oldestRow(double[] state) {
    int row = ROWS - 1;
    while (row > 0 && buckets(state, row) == 0) {
      row--;
    }
    return row;
  }

  private static int start(int row) {
    return FIRST_ROW + row * ROW_SIZE;
  }

  private static int buckets(double[] state, int row) {
    return (int) state[start(row)];
  }

  private static double sum(double[] state, int row, int bucket) {
    return state[start(row) + 1 + 2 * bucket];
  }

  private static double deviations(double[] state, int row, int bucket) {
    return state[start(row) + 2 + 2 * bucket];
  }

  private static double inputs(int row) {
    return 1L << row;
  }
}
