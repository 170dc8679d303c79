// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.Tables;
import dev.sluice.models.survey.agreement.StratifiedComparison.Method;
import org.junit.jupiter.api.Test;

class StratifiedComparisonTest {

  /** {@code scipy.stats.fisher_exact([[8, 2], [1, 9]])}. */
  @Test
  void oneFormIsFishersExactTest() {
    StratifiedComparison test =
        StratifiedComparison.compare(
            Tables.of(new int[] {8}, new int[] {2}), Tables.of(new int[] {1}, new int[] {9}));
    assertThat(test.method()).isEqualTo(Method.EXACT);
    assertThat(test.pValue()).isCloseTo(0.005477494641581329, within(1e-12));
    assertThat(test.oddsRatio()).isCloseTo(1.0 / 36, within(1e-12));
  }

  @Test
  void severalFormsAreTheSumOverAllTablesWithTheirTotals() {
    int[] a = {4, 5, 3};
    int[] c = {2, 1, 3};
    StratifiedComparison test =
        StratifiedComparison.compare(
            Tables.of(a, new int[] {1, 0, 2}), Tables.of(c, new int[] {3, 4, 2}));
    double[] probability = new double[16];
    double all = 0;
    for (int i = 0; i <= 5; i++) {
      for (int j = 0; j <= 5; j++) {
        for (int k = 0; k <= 5; k++) {
          double ways = ways(i, a[0] + c[0]) * ways(j, a[1] + c[1]) * ways(k, a[2] + c[2]);
          probability[i + j + k] += ways;
          all += ways;
        }
      }
    }
    double p = 0;
    for (double each : probability) {
      p += each <= probability[12] * (1 + 1e-9) ? each / all : 0;
    }
    assertThat(test.forms()).isEqualTo(3);
    assertThat(test.pValue()).isCloseTo(p, within(1e-12));
  }

  /** Ways for 5 of the baseline and 5 of the candidate to have k and total - k first actions. */
  private static double ways(int k, int total) {
    int rest = total - k;
    if (rest < 0 || rest > 5) {
      return 0;
    }
    double[] chooseFive = {1, 5, 10, 10, 5, 1};
    return chooseFive[k] * chooseFive[rest];
  }

  /** Admissions at Berkeley, the example of R's {@code mantelhaen.test}: X2 1.4269, p 0.2323. */
  @Test
  void manyAnswersUseTheChiSquare() {
    ScenarioCounts women =
        Tables.of(new int[] {89, 17, 202, 131, 94, 24}, new int[] {19, 8, 391, 244, 299, 317});
    ScenarioCounts men =
        Tables.of(new int[] {512, 353, 120, 138, 53, 22}, new int[] {313, 207, 205, 279, 138, 351});
    StratifiedComparison test = StratifiedComparison.compare(women, men);
    assertThat(test.method()).isEqualTo(Method.CHI_SQUARE);
    assertThat(test.pValue()).isCloseTo(0.2323, within(0.00005));
    assertThat(test.oddsRatio()).isCloseTo(0.9046968, within(5e-8));
  }

  @Test
  void formsThatOnlyOneVersionAnsweredDoNotCount() {
    StratifiedComparison test =
        StratifiedComparison.compare(
            Tables.of(new int[] {8, 9}, new int[] {2, 1}), Tables.of(new int[] {1}, new int[] {9}));
    assertThat(test.forms()).isEqualTo(1);
    assertThat(test.pValue()).isCloseTo(0.005477494641581329, within(1e-12));
  }

  @Test
  void oneActionOnlyIsNoDifference() {
    ScenarioCounts same = Tables.equal(5, 5, 5, 5, 5, 5, 5);
    StratifiedComparison test = StratifiedComparison.compare(same, same);
    assertThat(test.pValue()).isCloseTo(1, within(1e-12));
    assertThat(test.oddsRatio()).isNaN();
  }

  @Test
  void nothingToCompareIsBlank() {
    StratifiedComparison test =
        StratifiedComparison.compare(ScenarioCounts.empty(), Tables.equal(5, 5, 5, 5, 5, 5, 5));
    assertThat(test.pValue()).isNaN();
    assertThat(test.method()).isEqualTo(Method.NONE);
  }
}
