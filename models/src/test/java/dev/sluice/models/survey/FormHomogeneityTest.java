// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.survey.FormHomogeneity.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormHomogeneityTest {
  private static final long SEED = 1;

  @Test
  void theStatisticIsTheDivergenceTimesTheNumberOfAnswers() {
    ScenarioCounts counts = Tables.equal(10, 9, 5, 7, 4, 2, 6);
    FormHomogeneity test = FormHomogeneity.test(counts, SEED);
    double jsd = ScenarioStatistics.of(counts).jsd();
    assertThat(test.gStat()).isCloseTo(2 * Math.log(2) * 60 * jsd, within(1e-9));
    assertThat(test.df()).isEqualTo(5);
  }

  /** G and p of {@code scipy.stats.chi2_contingency(..., lambda_="log-likelihood")}. */
  @Test
  void largeCountsUseTheChiSquare() {
    ScenarioCounts counts =
        Tables.of(new int[] {30, 22, 25, 31, 28, 19}, new int[] {20, 25, 20, 18, 24, 31});
    FormHomogeneity test = FormHomogeneity.test(counts, SEED);
    assertThat(test.method()).isEqualTo(Method.CHI_SQUARE);
    assertThat(test.gStat()).isCloseTo(8.48189935652535, within(1e-9));
    assertThat(test.pValue()).isCloseTo(0.13160114759363922, within(1e-9));
  }

  /** Fisher's tea: 3 and 1 of 4, two-sided 34/70. */
  @Test
  void twoFormsAreFishersExactTest() {
    FormHomogeneity test =
        FormHomogeneity.test(Tables.of(new int[] {3, 1}, new int[] {1, 3}), SEED);
    assertThat(test.method()).isEqualTo(Method.EXACT);
    assertThat(test.df()).isEqualTo(1);
    assertThat(test.pValue()).isCloseTo(34.0 / 70, within(1e-12));
  }

  @Test
  void theExactValueIsTheSumOverAllTablesWithTheSameTotals() {
    ScenarioCounts counts = Tables.equal(5, 5, 2, 4, 3, 0, 1);
    double observed = FormTable.of(counts).gStat() - 1e-9;
    double[] binomial = Tables.binomial(5, 0.5);
    double[] sums = new double[2];
    Tables.forEach(
        5,
        (k, orders) -> {
          if (Arrays.stream(k).sum() == 15) {
            double weight = orders * Tables.probability(k, binomial);
            sums[0] += FormTable.of(Tables.equal(5, k)).gStat() >= observed ? weight : 0;
            sums[1] += weight;
          }
        });
    FormHomogeneity test = FormHomogeneity.test(counts, SEED);
    assertThat(test.method()).isEqualTo(Method.EXACT);
    assertThat(test.pValue()).isCloseTo(sums[0] / sums[1], within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"5, 0.5, 0.106", "10, 0.5, 0.068"})
  void theChiSquareRejectsTooOftenAndTheExactTestDoesNot(int n, double p, double asymptotic) {
    double[] binomial = Tables.binomial(n, p);
    double[] rejected = new double[2];
    Tables.forEach(
        n,
        (k, orders) -> {
          ScenarioCounts counts = Tables.equal(n, k);
          double weight = orders * Tables.probability(k, binomial);
          rejected[0] += weight * FormHomogeneity.isSignificant(counts);
          if (weight > 1e-6) {
            rejected[1] += FormHomogeneity.test(counts, SEED).pValue() <= 0.05 ? weight : 0;
          }
        });
    assertThat(rejected[0]).isCloseTo(asymptotic, within(0.0005));
    assertThat(rejected[1]).isBetween(0.03, 0.05);
  }

  @Test
  void unevenTablesTooLargeToListArePermuted() {
    ScenarioCounts counts =
        Tables.of(new int[] {1, 900, 850, 920, 880, 910}, new int[] {1, 880, 930, 860, 900, 870});
    FormHomogeneity test = FormHomogeneity.test(counts, SEED);
    assertThat(test.method()).isEqualTo(Method.PERMUTATION);
    assertThat(test.pValue()).isBetween(0.05, 0.5);
    assertThat(FormHomogeneity.test(counts, SEED)).isEqualTo(test);
  }

  @Test
  void permutationsAgreeWithTheExactValue() {
    FormTable table = FormTable.of(Tables.equal(5, 5, 2, 4, 3, 1, 1));
    double exact = new ExactHomogeneity(ExactHomogeneity.Totals.of(table)).pValue(table.scores());
    double standardError = Math.sqrt(exact * (1 - exact) / 2000);
    assertThat(PermutedHomogeneity.pValue(table, SEED)).isCloseTo(exact, within(4 * standardError));
  }

  @Test
  void oneActionOnlyIsPerfectlyAlike() {
    FormHomogeneity test = FormHomogeneity.test(Tables.equal(5, 5, 5, 5, 5, 5, 5), SEED);
    assertThat(test.gStat()).isZero();
    assertThat(test.pValue()).isCloseTo(1, within(1e-12));
  }

  @Test
  void emptyFormsDoNotCount() {
    ScenarioCounts counts =
        Tables.of(new int[] {3, 1, 0}, new int[] {1, 3, 0})
            .observe(QuestionForm.REPEAT_0, Label.INVALID);
    assertThat(FormHomogeneity.test(counts, SEED).df()).isEqualTo(1);
  }

  @Test
  void oneFormHasNothingToCompareWith() {
    FormHomogeneity test = FormHomogeneity.test(Tables.of(new int[] {3}, new int[] {1}), SEED);
    assertThat(test.gStat()).isNaN();
    assertThat(test.pValue()).isNaN();
    assertThat(test.df()).isZero();
    assertThat(test.method()).isEqualTo(Method.NONE);
    assertThat(FormHomogeneity.isSignificant(ScenarioCounts.empty())).isNaN();
  }
}
