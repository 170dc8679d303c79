// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.statistics.Interval;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * A confidence sequence of the marginal action likelihood of one (model, version, scenario): an
 * interval that may be looked at after every answer, since it covers the likelihood at all times
 * together with the stated probability.
 *
 * <p>The unit is a sweep, one valid answer of the same sample number to each of the six forms; its
 * value is the share X of first actions, which has the marginal action likelihood as its mean if
 * forms are answered independently. The sequence is by betting (Waudby-Smith and Ramdas,
 * "Estimating means of bounded random variables by betting", JRSS B 86, 2024): against the
 * hypothesis that the mean is m, a gambler stakes the same fraction c of his capital on every
 * sweep, and capital is spread over a grid of fractions (their diversified Kelly strategy). For the
 * right m capital is a martingale, and exceeds 1/alpha ever with probability at most alpha (Ville);
 * half of alpha goes to bets that the mean is larger and half to bets that it is smaller. Fixed
 * fractions make the capital a function of how often each of the seven values of X occurred, so the
 * state is seven counters, order does not matter and corrections are exact.
 *
 * @param counts how many sweeps had 0, 1, ..., 6 first actions
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record SweepCounts(int[] counts) {
  private static final int VALUES = QuestionForm.COUNT + 1;
  private static final double[] FRACTIONS = fractions();
  private static final int BISECTIONS = 40;

  /** Takes a copy; seven counters that are not negative. */
  public SweepCounts {
    if (counts.length != VALUES || Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "counts must be " + VALUES + " numbers >= 0, not " + Arrays.toString(counts));
    }
    counts = counts.clone();
  }

  /** No sweeps. */
  public static SweepCounts empty() {
    return new SweepCounts(new int[VALUES]);
  }

  /** A copy of the counters. */
  @Override
  public int[] counts() {
    return counts.clone();
  }

  /** How many sweeps there are. */
  public int sweeps() {
    return Arrays.stream(counts).sum();
  }

  /** One sweep more, with this many first actions. */
  public SweepCounts observe(int firstActions) {
    return with(firstActions, 1);
  }

  /** One sweep less. */
  public SweepCounts retract(int firstActions) {
    return with(firstActions, -1);
  }

  /** The confidence interval now; [0, 1] before the first sweep. */
  public Interval interval(double level) {
    double limit = Math.log(2 / (1 - level));
    double mean = mean();
    return new Interval(
        boundary(mean, 0, m -> logCapitalAbove(m) >= limit),
        boundary(mean, 1, m -> logCapitalBelow(m) >= limit));
  }

  /** Whether a likelihood lies in the confidence interval now; cheaper than the interval. */
  public boolean contains(double likelihood, double level) {
    double limit = Math.log(2 / (1 - level));
    return logCapitalAbove(likelihood) < limit && logCapitalBelow(likelihood) < limit;
  }

  private double mean() {
    double sum = 0;
    for (int i = 0; i < VALUES; i++) {
      sum += (double) i / QuestionForm.COUNT * counts[i];
    }
    return sweeps() == 0 ? 0.5 : sum / sweeps();
  }

  /**
   * Bisects for where exclusion ends on the way from 0 or 1 to the mean, which is never excluded.
   */
  private static double boundary(double mean, double end, DoublePredicate isExcluded) {
    double excluded = end;
    double included = mean;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (excluded + included) / 2;
      if (isExcluded.test(middle)) {
        excluded = middle;
      } else {
        included = middle;
      }
    }
    return excluded;
  }

  /** Bets that the mean is above m: log mean_c prod (1 + c (X - m) / m), which falls with m. */
  private double logCapitalAbove(double m) {
    return logCapital(value -> value == m ? 0 : (value - m) / m);
  }

  /** Bets that the mean is below m: log mean_c prod (1 + c (m - X) / (1 - m)), rising with m. */
  private double logCapitalBelow(double m) {
    return logCapital(value -> value == m ? 0 : (m - value) / (1 - m));
  }

  private double logCapital(DoubleUnaryOperator gain) {
    double[] logs = new double[FRACTIONS.length];
    for (int value = 0; value < VALUES; value++) {
      if (counts[value] > 0) {
        double g = gain.applyAsDouble((double) value / QuestionForm.COUNT);
        for (int i = 0; i < logs.length; i++) {
          logs[i] += counts[value] * Math.log1p(FRACTIONS[i] * g);
        }
      }
    }
    double max = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      max = Math.max(max, log);
    }
    if (Double.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - max);
    }
    return max + Math.log(sum / FRACTIONS.length);
  }

  /** From bold, for few sweeps, to timid, for many; the ratio of neighbours is about 1.3. */
  private static double[] fractions() {
    double[] fractions = new double[24];
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = 0.95 * Math.pow(0.77, i);
    }
    return fractions;
  }

  private SweepCounts with(int firstActions, int change) {
    int[] next = counts.clone();
    next[firstActions] += change;
    return new SweepCounts(next);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SweepCounts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "SweepCounts" + Arrays.toString(counts);
  }
}
