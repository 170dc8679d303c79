// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Test of whether all question forms have the same action likelihood: the G test on the forms with
 * valid answers. With equal numbers of answers the statistic is {@code 2 ln2 N jsd}.
 *
 * <p>The p-value is that of the chi-square distribution where every expected count is at least 5.
 * Elsewhere the chi-square is too ready to reject (10 % instead of 5 % at five answers per form),
 * and the p-value is exact: the probability, given the totals of forms and actions, of a statistic
 * at least as large. Where that would take too long it is estimated by seeded permutations.
 *
 * @param gStat the statistic, blank with fewer than two forms
 * @param df degrees of freedom, forms with valid answers less one
 * @param pValue probability of a statistic at least as large if the forms are alike
 * @param method of the p-value
 */
public record FormHomogeneity(double gStat, int df, double pValue, Method method) {

  /** Where a p-value comes from. */
  public enum Method {
    /** The limit distribution of the statistic. */
    CHI_SQUARE,
    /** All tables with the same totals. */
    EXACT,
    /** Random tables with the same totals. */
    PERMUTATION,
    /** There is nothing to compare. */
    NONE
  }

  private static final int LEAST_EXPECTED = 5;

  /** The 5 % points for 1 to 5 degrees of freedom. */
  private static final List<Double> CRITICAL =
      List.of(1, 2, 3, 4, 5).stream()
          .map(df -> ChiSquaredDistribution.of(df).inverseSurvivalProbability(0.05))
          .toList();

  /**
   * The test of these counters.
   *
   * @param seed of the permutations
   */
  public static FormHomogeneity test(ScenarioCounts counts, long seed) {
    return test(counts, seed, ExactHomogeneity::new);
  }

  /**
   * The test of these counters.
   *
   * @param seed of the permutations
   * @param exact gives the exact distribution of the statistic, which tables with the same totals
   *     share
   */
  static FormHomogeneity test(
      ScenarioCounts counts, long seed, Function<ExactHomogeneity.Totals, ExactHomogeneity> exact) {
    FormTable table = FormTable.of(counts);
    int df = table.forms() - 1;
    if (df < 1) {
      return new FormHomogeneity(Double.NaN, 0, Double.NaN, Method.NONE);
    }
    double g = table.gStat();
    if (table.leastExpected() >= LEAST_EXPECTED) {
      double p = ChiSquaredDistribution.of(df).survivalProbability(g);
      return new FormHomogeneity(g, df, p, Method.CHI_SQUARE);
    }
    ExactHomogeneity.Totals totals = ExactHomogeneity.Totals.of(table);
    return ExactHomogeneity.isFeasible(totals)
        ? new FormHomogeneity(g, df, exact.apply(totals).pValue(table.scores()), Method.EXACT)
        : new FormHomogeneity(g, df, PermutedHomogeneity.pValue(table, seed), Method.PERMUTATION);
  }

  /** Whether the statistic exceeds the 5 % point of its chi-square; blank like the statistic. */
  static double isSignificant(ScenarioCounts counts) {
    FormTable table = FormTable.of(counts);
    if (table.forms() < 2) {
      return Double.NaN;
    }
    return table.gStat() > CRITICAL.get(table.forms() - 2) ? 1 : 0;
  }
}
