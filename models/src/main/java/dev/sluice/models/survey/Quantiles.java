// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/** Quantiles of simulated values. */
final class Quantiles {

  private Quantiles() {}

  /** The interval with equal tails; blank if a value is. Reorders the values. */
  static Interval central(double[] values, double level) {
    if (values.length == 0 || hasBlank(values)) {
      return Interval.BLANK;
    }
    double tail = (1 - level) / 2;
    return new Interval(quantile(values, tail), quantile(values, 1 - tail));
  }

  /** Linear between order statistics (Hyndman and Fan 1996, definition 7). */
  private static double quantile(double[] values, double probability) {
    double position = probability * (values.length - 1);
    int below = (int) position;
    select(values, below);
    double above = below + 1 == values.length ? values[below] : Double.POSITIVE_INFINITY;
    for (int i = below + 1; i < values.length; i++) {
      above = Math.min(above, values[i]);
    }
    return values[below] + (position - below) * (above - values[below]);
  }

  /**
   * Puts the k-th smallest value into its place, no larger ones before it and no smaller ones
   * behind (Hoare, "Algorithm 65: FIND", CACM 1961). Sorting would take several times as long.
   */
  private static void select(double[] values, int k) {
    int left = 0;
    int right = values.length - 1;
    while (left < right) {
      double pivot = values[(left + right) >>> 1];
      int i = left;
      int j = right;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (k <= j) {
        right = j;
      } else if (k >= i) {
        left = i;
      } else {
        return;
      }
    }
  }

  private static boolean hasBlank(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }
}
