// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Few rows are not sent, neither by themselves nor as the difference of two sums. */
class MinimumCountsTest {
  private static final VariableSet FIRST = VariableSet.of(0);
  private static final List<VariableSet> REGIMES = List.of(VariableSet.EMPTY, FIRST);
  private static final Domain BINARY = Domain.categorical(2, 2);

  private static final StatisticsAgreement SUMS =
      StatisticsAgreement.continuous(List.of("a", "b"), REGIMES);

  private static final StatisticsAgreement COUNTS =
      StatisticsAgreement.categorical(List.of("a", "b"), BINARY, REGIMES, 1);

  private static void observe(
      StatisticsAgreement agreement, SufficientStatistics to, VariableSet targets, int rows) {
    for (int n = 0; n < rows; n++) {
      to.observe(agreement.domain(), new double[] {n % 2, to.observed() % 2}, targets, 1);
    }
  }

  private static Contribution contribution(
      StatisticsAgreement agreement, SufficientStatistics now, SufficientStatistics sent) {
    return StatisticSums.contribution(agreement, now, sent, MinimumCounts.DEFAULT);
  }

  private static SufficientStatistics pooled(
      StatisticsAgreement agreement, Contribution contribution) {
    return StatisticSums.pooled(agreement, contribution.numbers()).statistics();
  }

  @Test
  void newRowsWaitUntilThereAreEnoughOfTheirRegime() {
    for (StatisticsAgreement agreement : List.of(SUMS, COUNTS)) {
      SufficientStatistics now = SufficientStatistics.empty(agreement.domain());
      observe(agreement, now, VariableSet.EMPTY, 10);
      observe(agreement, now, FIRST, 9);
      SufficientStatistics none = SufficientStatistics.empty(agreement.domain());
      Contribution first = contribution(agreement, now, none);
      assertThat(first.withheld()).isEqualTo(Map.of(FIRST, 9L));
      assertThat(pooled(agreement, first).observedByRegime())
          .isEqualTo(Map.of(VariableSet.EMPTY, 10L));

      observe(agreement, now, VariableSet.EMPTY, 1);
      observe(agreement, now, FIRST, 1);
      Contribution second = contribution(agreement, now, first.sent());
      assertThat(second.withheld()).isEqualTo(Map.of(VariableSet.EMPTY, 1L));
      assertThat(pooled(agreement, second).observedByRegime())
          .isEqualTo(Map.of(VariableSet.EMPTY, 10L, FIRST, 10L));
      assertThat(second.sent().observed()).isEqualTo(20);

      Contribution same = contribution(agreement, now, second.sent());
      assertThat(same.numbers().values()).isEqualTo(second.numbers().values());
      assertThat(now.observed()).isEqualTo(21);
    }
  }

  @Test
  void aSiteWithFewRowsSendsZeros() {
    for (StatisticsAgreement agreement : List.of(SUMS, COUNTS)) {
      SufficientStatistics none = SufficientStatistics.empty(agreement.domain());
      SufficientStatistics few = SufficientStatistics.empty(agreement.domain());
      observe(agreement, few, FIRST, 9);
      assertThat(contribution(agreement, few, none).numbers().values())
          .isEqualTo(contribution(agreement, none, none).numbers().values());
    }
  }

  @Test
  void ofTablesAllNewRowsWaitForEachOther() {
    SufficientStatistics site = SufficientStatistics.empty(BINARY);
    observe(COUNTS, site, VariableSet.EMPTY, 20);
    SufficientStatistics none = SufficientStatistics.empty(BINARY);
    Contribution first = contribution(COUNTS, site, none);
    SufficientStatistics tabled = pooled(COUNTS, first);
    assertThat(tabled.detail).isEqualTo(Detail.FAMILIES);
    observe(COUNTS, tabled, VariableSet.EMPTY, 15);
    observe(COUNTS, tabled, FIRST, 9);
    Contribution second = contribution(COUNTS, tabled, first.sent());
    assertThat(second.withheld()).isEqualTo(Map.of(VariableSet.EMPTY, 15L, FIRST, 9L));
    assertThat(second.numbers().values()).isEqualTo(first.numbers().values());
    observe(COUNTS, tabled, FIRST, 1);
    Contribution third = contribution(COUNTS, tabled, second.sent());
    assertThat(third.withheld()).isEmpty();
    assertThat(pooled(COUNTS, third).observedByRegime())
        .isEqualTo(Map.of(VariableSet.EMPTY, 35L, FIRST, 10L));
  }

  @Test
  void fewerRowsThanWereSentAreRefused() {
    SufficientStatistics sent = SufficientStatistics.empty(SUMS.domain());
    observe(SUMS, sent, FIRST, 12);
    SufficientStatistics now = SufficientStatistics.empty(SUMS.domain());
    observe(SUMS, now, FIRST, 11);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> contribution(SUMS, now, sent))
        .withMessage("regime {0}: 11 rows, of which 12 were sent before");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MinimumCounts(0))
        .withMessage("the fewest rows must be at least 1: 0");
  }
}
