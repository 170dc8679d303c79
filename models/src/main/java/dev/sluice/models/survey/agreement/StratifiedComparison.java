// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.ScenarioCounts;
import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/**
 * Test of whether two versions of a model choose the first action equally often in a scenario,
 * stratified by question form (Cochran-Mantel-Haenszel). Only forms in which both versions gave a
 * valid answer count.
 *
 * <p>The two-sided p-value is exact: given the totals of every form, the number of first actions of
 * the baseline is a sum of hypergeometric variables, and the p-value is the probability of all
 * numbers that are no more likely than the one observed. With many answers it is that of the
 * chi-square statistic with continuity correction.
 *
 * @param forms how many forms could be compared
 * @param pValue probability of a difference at least as unlikely; blank without a form
 * @param oddsRatio Mantel and Haenszel's common ratio of the candidate's odds of the first action
 *     to the baseline's; blank where undefined
 * @param method of the p-value
 */
public record StratifiedComparison(int forms, double pValue, double oddsRatio, Method method) {

  /** Where a p-value comes from. */
  public enum Method {
    /** The conditional distribution. */
    EXACT,
    /** The limit distribution. */
    CHI_SQUARE,
    /** There is nothing to compare. */
    NONE
  }

  private static final int MAX_EXACT = 3_000;

  /** Probabilities that differ by no more than rounding are equal. */
  private static final double ROUNDING = 1 + 1e-7;

  /**
   * One form: a and b are the first and second actions of the baseline, c and d the candidate's.
   */
  private record Stratum(int a, int b, int c, int d) {
    int total() {
      return a + b + c + d;
    }

    double mean() {
      return (double) (a + b) * (a + c) / total();
    }

    double variance() {
      double n = total();
      return n < 2 ? 0 : mean() * (b + d) / n * (c + d) / (n - 1);
    }
  }

  /** The test of a candidate against a baseline. */
  public static StratifiedComparison compare(ScenarioCounts baseline, ScenarioCounts candidate) {
    Stratum[] strata =
        Arrays.stream(QuestionForm.values())
            .map(form -> stratum(form, baseline, candidate))
            .filter(stratum -> stratum.a + stratum.b > 0 && stratum.c + stratum.d > 0)
            .toArray(Stratum[]::new);
    if (strata.length == 0) {
      return new StratifiedComparison(0, Double.NaN, Double.NaN, Method.NONE);
    }
    boolean exact = Arrays.stream(strata).mapToInt(Stratum::total).sum() <= MAX_EXACT;
    return new StratifiedComparison(
        strata.length,
        exact ? exactPValue(strata) : chiSquarePValue(strata),
        oddsRatio(strata),
        exact ? Method.EXACT : Method.CHI_SQUARE);
  }

  private static Stratum stratum(
      QuestionForm form, ScenarioCounts baseline, ScenarioCounts candidate) {
    return new Stratum(
        baseline.count(form, Label.ACTION1),
        baseline.count(form, Label.ACTION2),
        candidate.count(form, Label.ACTION1),
        candidate.count(form, Label.ACTION2));
  }

  private static double exactPValue(Stratum[] strata) {
    double[] distribution = {1};
    int observed = 0;
    for (Stratum stratum : strata) {
      int least = Math.max(0, stratum.a - stratum.d);
      distribution = convolve(distribution, probabilities(stratum, least));
      observed += stratum.a - least;
    }
    double limit = distribution[observed] * ROUNDING;
    double p = Arrays.stream(distribution).filter(probability -> probability <= limit).sum();
    return Math.min(1, p);
  }

  /** Of the baseline's first actions in a form given its totals, from the least possible on. */
  private static double[] probabilities(Stratum stratum, int least) {
    int action1 = stratum.a + stratum.c;
    int baseline = stratum.a + stratum.b;
    HypergeometricDistribution distribution =
        HypergeometricDistribution.of(stratum.total(), action1, baseline);
    double[] probabilities = new double[Math.min(action1, baseline) - least + 1];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = distribution.probability(least + i);
    }
    return probabilities;
  }

  private static double[] convolve(double[] x, double[] y) {
    double[] sum = new double[x.length + y.length - 1];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        sum[i + j] += x[i] * y[j];
      }
    }
    return sum;
  }

  /** (|sum (a - E a)| - 1/2)^2 / sum Var a. */
  private static double chiSquarePValue(Stratum[] strata) {
    double deviation = Arrays.stream(strata).mapToDouble(s -> s.a - s.mean()).sum();
    double variance = Arrays.stream(strata).mapToDouble(Stratum::variance).sum();
    double corrected = Math.max(0, Math.abs(deviation) - 0.5);
    return variance == 0
        ? 1
        : ChiSquaredDistribution.of(1).survivalProbability(corrected * corrected / variance);
  }

  private static double oddsRatio(Stratum[] strata) {
    double candidate = 0;
    double baseline = 0;
    for (Stratum s : strata) {
      candidate += (double) s.c * s.b / s.total();
      baseline += (double) s.a * s.d / s.total();
    }
    return candidate / baseline;
  }
}
