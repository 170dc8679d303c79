// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is left of statistics that would take too much memory, and that nothing else depends on. */
class BoundedStatisticsTest {
  /** A regime takes 487,736 bytes, so 137 of them fit. */
  private static final Domain NUMBERS = Domain.continuous(200);

  private static final int FIT = 137;

  @Test
  void regimesFitUpToTheBound() {
    SufficientStatistics statistics = ofPairs(0, FIT);
    assertThat(statistics.detail).isEqualTo(Detail.SUFFICIENT);
    assertThat(statistics.bytes).isEqualTo(FIT * (512 + 24 * 20_301L));
    assertThat(statistics.bytes).isLessThanOrEqualTo(SufficientStatistics.MAX_BYTES);
    statistics.observe(NUMBERS, new double[200], pair(3), 1);
    assertThat(statistics.detail).isEqualTo(Detail.SUFFICIENT);
    statistics.observe(NUMBERS, new double[200], pair(FIT), 1);
    assertIsCounts(statistics, counts(0, FIT + 1, pair(3)));
    statistics.observe(NUMBERS, new double[200], pair(4), 1);
    assertThat(statistics.observedByRegime()).containsEntry(pair(4), 2L);
  }

  @Test
  void theBoundDependsOnTheSamplesAndNotOnTheirSplit() {
    Map<VariableSet, Long> all = counts(0, FIT + 1);
    for (int split : new int[] {0, 1, 100, FIT, FIT + 1}) {
      SufficientStatistics left = ofPairs(0, split);
      SufficientStatistics right = ofPairs(split, FIT + 1);
      assertIsCounts(left.merge(right), all);
      assertIsCounts(right.merge(left), all);
    }
    SufficientStatistics one = ofPairs(0, FIT);
    assertThat(one.merge(ofPairs(5, 10)).detail).isEqualTo(Detail.SUFFICIENT);
    assertThat(one.merge(ofPairs(5, 10)).bytes).isEqualTo(one.bytes);
  }

  @Test
  void countsMergeWithWhatIsStillSufficient() {
    SufficientStatistics counts = ofPairs(0, FIT + 1);
    SufficientStatistics few = ofPairs(0, 2);
    SufficientStatistics empty = SufficientStatistics.empty(NUMBERS);
    Map<VariableSet, Long> expected = counts(0, FIT + 1, pair(0), pair(1));
    assertIsCounts(counts.merge(few), expected);
    assertIsCounts(few.merge(counts), expected);
    assertIsCounts(counts.merge(counts.merge(few)), twice(counts(0, FIT + 1), expected));
    assertIsCounts(counts.merge(empty), counts(0, FIT + 1));
    assertIsCounts(empty.merge(counts), counts(0, FIT + 1));
    assertThat(few.detail).isEqualTo(Detail.SUFFICIENT);
    assertThat(few.observedByRegime()).isEqualTo(counts(0, 2));
  }

  @Test
  void onlyTheirSumIsKeptOfTooManyRegimes() {
    int most = SufficientStatistics.MAX_REGIMES;
    SufficientStatistics statistics = ofPairs(0, FIT + 1);
    for (int regime = FIT + 1; regime < most; regime++) {
      statistics.observe(NUMBERS, new double[200], triple(regime), 1);
    }
    assertThat(statistics.detail).isEqualTo(Detail.COUNTS);
    assertThat(statistics.observedByRegime()).hasSize(most);
    SufficientStatistics copy = statistics.copy();
    statistics.observe(NUMBERS, new double[200], VariableSet.EMPTY, 1);
    for (SufficientStatistics total :
        new SufficientStatistics[] {
          statistics, copy.merge(ofEmpty()), ofEmpty().merge(copy), statistics.copyOfCounts()
        }) {
      assertThat(total.detail).isEqualTo(Detail.TOTAL);
      assertThat(total.observedByRegime()).isEmpty();
      assertThat(total.observed()).isEqualTo(most + 1);
    }
    assertThat(ofPairs(0, 3).merge(statistics).observed()).isEqualTo(most + 4);
  }

  @Test
  void configurationsFitUpToTheBound() {
    int[] categories = new int[25];
    Arrays.fill(categories, 10);
    Domain domain = Domain.categorical(categories);
    int fit = (int) ((SufficientStatistics.MAX_BYTES - 512) / (4 * 24)); // two longs and a count
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int sample = 0; sample < fit; sample++) {
      statistics.observe(domain, digits(sample), VariableSet.EMPTY, 1);
      statistics.observe(domain, digits(sample), VariableSet.EMPTY, 1);
    }
    assertThat(statistics.detail).isEqualTo(Detail.SUFFICIENT);
    assertThat(statistics.categorical.get(VariableSet.EMPTY).size).isEqualTo(fit);
    SufficientStatistics other = SufficientStatistics.empty(domain);
    other.observe(domain, digits(fit), VariableSet.of(24), 1);
    assertThat(other.merge(statistics).detail).isEqualTo(Detail.COUNTS);
    statistics.observe(domain, digits(fit), VariableSet.EMPTY, 1);
    assertIsCounts(statistics, Map.of(VariableSet.EMPTY, 2L * fit + 1));
  }

  @Test
  void statisticsBeyondTheirBoundGoOverAndTakeNoMore() {
    int[] categories = new int[15];
    Arrays.fill(categories, 3);
    Domain domain = Domain.categorical(categories);
    SufficientStatistics statistics = SufficientStatistics.empty(domain, 2);
    SufficientStatistics wide = SufficientStatistics.empty(domain);
    int fit = (int) ((SufficientStatistics.MAX_BYTES - 512) / (4 * 16)); // a long and a count
    for (int sample = 0; sample < fit; sample++) {
      statistics.observe(domain, ternary(sample), VariableSet.EMPTY, 1);
      wide.observe(domain, ternary(sample), VariableSet.EMPTY, 1);
    }
    assertThat(statistics.detail).isEqualTo(Detail.SUFFICIENT);
    assertThat(wide.detail).isEqualTo(Detail.SUFFICIENT);
    statistics.observe(domain, ternary(fit), VariableSet.EMPTY, 1);
    wide.observe(domain, ternary(fit), VariableSet.EMPTY, 1);
    assertThat(wide.detail).isEqualTo(Detail.COUNTS);
    assertThat(statistics.detail).isEqualTo(Detail.FAMILIES);
    assertThat(statistics.categorical).isEmpty();
    long tables = 128 + 8L * (1 + 15 * 2 + 105 * 4 + 455 * 8) + 512 + 16 * 4 * 15;
    assertThat(statistics.bytes).isEqualTo(tables);
    int recent = ((4 << 20) - 512) / (4 * 16);
    for (int batch = 0; batch < 2; batch++) {
      for (int sample = 1; sample <= recent; sample++) {
        statistics.observe(domain, ternary(7 * sample), VariableSet.EMPTY, 1);
      }
      assertThat(statistics.bytes).isEqualTo(tables + 512 + 64L * recent);
      statistics.observe(domain, ternary(0), VariableSet.EMPTY, 1);
      assertThat(statistics.bytes).isEqualTo(tables);
    }
    assertThat(statistics.observedByRegime())
        .isEqualTo(Map.of(VariableSet.EMPTY, fit + 1L + 2L * (recent + 1)));
  }

  @Test
  void forgettingGoesOnWithoutWeights() {
    SufficientStatistics statistics = ofPairs(0, FIT + 1);
    statistics.observe(NUMBERS, new double[200], pair(0), 0.5);
    assertIsCounts(statistics, counts(0, FIT + 1, pair(0)));
    assertIsCounts(statistics.upToDate(), counts(0, FIT + 1, pair(0)));
  }

  @Test
  void countsHaveNoPosterior() {
    Domain domain = Domain.continuous(3);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    statistics.observe(domain, new double[3], VariableSet.of(1), 1);
    SufficientStatistics counts = statistics.copyOfCounts();
    assertIsCounts(counts, Map.of(VariableSet.of(1), 1L));
    assertThat(statistics.detail).isEqualTo(Detail.SUFFICIENT);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Inference.posterior(domain, counts, ScorePrior.defaults(3), GraphPrior.uniform(3)))
        .withMessage("only counts of samples are left: statistics would take more than 64 MiB");
  }

  private static void assertIsCounts(
      SufficientStatistics statistics, Map<VariableSet, Long> expected) {
    assertThat(statistics.detail).isEqualTo(Detail.COUNTS);
    assertThat(statistics.observedByRegime()).isEqualTo(expected);
    assertThat(statistics.observed())
        .isEqualTo(expected.values().stream().mapToLong(Long::longValue).sum());
    assertThat(statistics.gaussian).isEmpty();
    assertThat(statistics.categorical).isEmpty();
  }

  private static SufficientStatistics ofPairs(int from, int to) {
    SufficientStatistics statistics = SufficientStatistics.empty(NUMBERS);
    for (int regime = from; regime < to; regime++) {
      statistics.observe(NUMBERS, new double[200], pair(regime), 1);
    }
    return statistics;
  }

  private static SufficientStatistics ofEmpty() {
    SufficientStatistics statistics = SufficientStatistics.empty(NUMBERS);
    statistics.observe(NUMBERS, new double[200], VariableSet.EMPTY, 1);
    return statistics;
  }

  private static Map<VariableSet, Long> counts(int from, int to, VariableSet... more) {
    Map<VariableSet, Long> counts = new TreeMap<>();
    for (int regime = from; regime < to; regime++) {
      counts.put(pair(regime), 1L);
    }
    for (VariableSet regime : more) {
      counts.merge(regime, 1L, Long::sum);
    }
    return counts;
  }

  private static Map<VariableSet, Long> twice(
      Map<VariableSet, Long> one, Map<VariableSet, Long> other) {
    Map<VariableSet, Long> sum = new TreeMap<>(one);
    other.forEach((regime, count) -> sum.merge(regime, count, Long::sum));
    return sum;
  }

  /** Of 100 times 100 different pairs of targets. */
  private static VariableSet pair(int regime) {
    return VariableSet.of(regime % 100, 100 + regime / 100);
  }

  /** Another set of targets for each regime. */
  private static VariableSet triple(int regime) {
    return VariableSet.of(regime % 50, 50 + regime / 50 % 50, 100 + regime / 2500);
  }

  private static double[] digits(int number) {
    double[] values = new double[25];
    int rest = number;
    for (int v = 0; v < 6; v++) {
      values[4 * v] = rest % 10;
      rest /= 10;
    }
    return values;
  }

  private static double[] ternary(int number) {
    double[] values = new double[15];
    for (int v = 0, rest = number; v < 15; v++, rest /= 3) {
      values[v] = rest % 3;
    }
    return values;
  }
}
