// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.threads.Team;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every set of variables, counted anew from the rows. */
class BdeuEvidenceTest {
  private static final double EQUIVALENT_SAMPLE_SIZE = 1.5;
  private static final RisingFactorials RISING = new RisingFactorials(EQUIVALENT_SAMPLE_SIZE);

  /** Few possible configurations, and more (3^9 2^3) than are worth a table. */
  @ParameterizedTest
  @ValueSource(ints = {5, 12})
  void everySetIsTheSumOverItsRows(int dimension) {
    int[] categories = new int[dimension];
    for (int i = 0; i < dimension; i++) {
      categories[i] = i % 4 == 1 ? 2 : 3;
    }
    Domain domain = Domain.categorical(categories);
    List<double[]> rows = rows(categories, 1300);
    List<double[]> part = rows.subList(1200, 1300);
    CategoricalStatistic pool = statistic(domain, rows, 1);
    double[] whole = BdeuEvidence.ofSubsets(pool, domain, RISING);
    double[] fractions = BdeuEvidence.ofSubsets(statistic(domain, rows, 0.999), domain, RISING);
    List<double[]> without =
        BdeuEvidence.ofSubsetsWithout(
            List.of(new int[] {2}, new int[] {1}, new int[] {0, 1, 2}),
            3,
            List.of(
                statistic(domain, rows.subList(0, 1200), 1),
                CategoricalStatistic.empty(1),
                statistic(domain, part, 1)),
            domain,
            RISING,
            Team.alone());
    for (int set = 0; set < whole.length; set += dimension > 5 ? 37 : 1) {
      double expected = evidence(rows, set, categories, 1);
      double rest = evidence(rows.subList(0, 1200), set, categories, 1);
      assertThat(whole[set]).isCloseTo(expected, within(1e-9));
      assertThat(fractions[set]).isCloseTo(evidence(rows, set, categories, 0.999), within(1e-9));
      assertThat(without.get(0)[set]).isCloseTo(rest, within(1e-9));
      assertThat(without.get(1)[set]).isCloseTo(whole[set], within(1e-9));
      assertThat(without.get(2)[set]).isCloseTo(0, within(1e-9));
    }
  }

  /** lnGamma(e + 1) - lnGamma(e) = ln e, and ln e + ln(1 + e) for two. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e10, 1e16, 1e25, 1e200})
  void manyPossibleConfigurationsLoseNoDigits(double configurations) {
    LogRisingFactorial rising = new RisingFactorials(1).of(configurations);
    double logBase = -Math.log(configurations);
    assertThat(rising.sum(new double[] {1}, 1)).isEqualTo(logBase);
    assertThat(rising.sum(new double[] {2}, 1))
        .isEqualTo(logBase + Math.log(1 + 1 / configurations));
  }

  /** Five variables of 11 bits fit into a long, the sixth does not. */
  @Test
  void configurationsOfSeveralLongs() {
    int[] categories = {2000, 2000, 2000, 2000, 2000, 2000, 2000};
    Domain domain = Domain.categorical(categories);
    List<double[]> rows = rows(new int[] {3, 2, 3, 3, 2, 3, 3}, 1300);
    CategoricalStatistic pool = statistic(domain, rows, 1);
    assertThat(pool.words).isEqualTo(2);
    double[] whole = BdeuEvidence.ofSubsets(pool, domain, RISING);
    List<double[]> without =
        BdeuEvidence.ofSubsetsWithout(
            List.of(new int[] {1}),
            1,
            List.of(
                statistic(domain, rows.subList(0, 1200), 1),
                statistic(domain, rows.subList(1200, 1300), 1)),
            domain,
            RISING,
            Team.alone());
    for (int set = 0; set < whole.length; set++) {
      double rest = evidence(rows.subList(0, 1200), set, categories, 1);
      assertThat(whole[set]).isCloseTo(evidence(rows, set, categories, 1), within(1e-8));
      assertThat(without.get(0)[set]).isCloseTo(rest, within(1e-8));
    }
  }

  /** The first row is seen more often than a table of logarithms reaches. */
  private static List<double[]> rows(int[] categories, int count) {
    Random random = new Random(13);
    List<double[]> rows = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      double[] row = new double[categories.length];
      for (int i = 0; n >= 1100 && i < row.length; i++) {
        row[i] = random.nextInt(categories[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static CategoricalStatistic statistic(
      Domain domain, List<double[]> rows, double forgetting) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    rows.forEach(row -> statistics.observe(domain, row, VariableSet.ofMask(0), forgetting));
    return statistics.upToDate().categorical.get(VariableSet.EMPTY);
  }

  private static double evidence(
      List<double[]> rows, int set, int[] categories, double forgetting) {
    Map<List<Double>, Double> counts = new HashMap<>();
    double base = EQUIVALENT_SAMPLE_SIZE;
    for (int i = 0; i < categories.length; i++) {
      base /= (set >>> i & 1) != 0 ? categories[i] : 1;
    }
    for (int n = 0; n < rows.size(); n++) {
      List<Double> configuration = new ArrayList<>();
      for (int i = 0; i < categories.length; i++) {
        if ((set >>> i & 1) != 0) {
          configuration.add(rows.get(n)[i]);
        }
      }
      counts.merge(configuration, Math.pow(forgetting, rows.size() - 1 - n), Double::sum);
    }
    double evidence = 0;
    for (double count : counts.values()) {
      evidence += LogGamma.value(base + count) - LogGamma.value(base);
    }
    return evidence;
  }
}
