// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.statistics.Interval;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The two-tailed paired t-test ("Student" 1908), for the end of a study: its P value holds for one
 * look, at a number of cases that was set before.
 *
 * @param n pairs
 * @param meanDifference of first less second
 * @param standardDeviation of the differences, blank with fewer than two pairs
 * @param t mean over its standard error; blank with fewer than two pairs, and where all differences
 *     are the same but for rounding, as of a model with itself: nothing can be tested there
 * @param pValue of a t as far from 0 if the mean difference were 0, by the incomplete beta
 *     function; blank where t is
 */
public record PairedTest(
    int n, double meanDifference, double standardDeviation, double t, double pValue) {

  /** Ten times what a subtraction of numbers of about 1 rounds off. */
  private static final double ROUNDING = 10 * Math.ulp(1.0);

  /**
   * Tests all cases of a study.
   *
   * @param first the first model's values by case, Dice for instance
   * @param second the second model's, of the same cases in the same order
   * @throws IllegalArgumentException if there is not one value of each by case, or one is NaN or
   *     infinite: cases where Dice is undefined are to be left out by whoever calls, and counted
   */
  public static PairedTest once(double[] first, double[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "%d values and %d are no pairs".formatted(first.length, second.length));
    }
    int n = first.length;
    double[] differences = new double[n];
    double largest = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      differences[i] = finite(first[i], i) - finite(second[i], i);
      largest = Math.max(largest, Math.max(Math.abs(first[i]), Math.abs(second[i])));
      sum += differences[i];
    }
    double mean = n == 0 ? Double.NaN : sum / n;
    double deviation = n < 2 ? Double.NaN : deviation(differences, mean);
    if (n < 2 || deviation <= ROUNDING * largest) {
      return new PairedTest(n, mean, deviation, Double.NaN, Double.NaN);
    }
    double t = mean / (deviation / Math.sqrt((double) n));
    double p = 2 * TDistribution.of(n - 1.0).survivalProbability(Math.abs(t));
    return new PairedTest(n, mean, deviation, t, p);
  }

  /** Degrees of freedom, n - 1. */
  public int degreesOfFreedom() {
    return n - 1;
  }

  /** Student's interval of the mean difference; blank with fewer than two pairs. */
  public Interval interval(double level) {
    return Interval.student(meanDifference, standardDeviation / Math.sqrt((double) n), n, level);
  }

  private static double finite(double value, int at) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a value of " + value + " in pair " + at);
    }
    return value;
  }

  private static double deviation(double[] values, double mean) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
