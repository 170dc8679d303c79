// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import static dev.sluice.models.federation.secure.Reception.ACCEPTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.Aggregation.Rule;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.statistics.MinimumCounts;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds of sums of statistics. */
final class RoundKeeperStatisticsTest {
  private static final StatisticsAgreement AGREEMENT =
      StatisticsAgreement.continuous(List.of("x", "y"), StatisticsAgreement.singleTargets(2));

  private static KeptRounds rounds() {
    Aggregation rules = new Aggregation(Rule.MEAN, 1, 8, 2, 3, 0);
    return new KeptRounds(
        new RoundTerms("ward", 2, AGREEMENT, false, rules, 0, 2, 2, 10, KeptRounds.TIMEOUT));
  }

  private static RingVector rows(StatisticsAgreement agreement, int rows) {
    SufficientStatistics statistics =
        SufficientStatistics.empty(agreement.domain(), agreement.maxParents());
    for (int row = 0; row < rows; row++) {
      statistics.observe(
          agreement.domain(), new double[] {row, 2 * row + row % 3}, VariableSet.EMPTY, 1);
    }
    return StatisticSums.contribution(
            agreement,
            statistics,
            SufficientStatistics.empty(agreement.domain(), agreement.maxParents()),
            new MinimumCounts(1))
        .numbers();
  }

  @Test
  void theSumIsToldOnceWhenTheNextRoundOpensAndChangesNothingOfTheSites() {
    KeptRounds rounds = rounds();
    assertThat(rounds.latest().existence()).isNull();
    assertThat(rounds.update("a", 0, rows(AGREEMENT, 20)).reception()).isEqualTo(ACCEPTED);
    assertThat(rounds.update("b", 0, rows(AGREEMENT, 30)).reception()).isEqualTo(ACCEPTED);
    assertThat(rounds.said).hasSize(1);
    rounds.pass(10);
    RoundNews news = rounds.latest();
    assertThat(news.round()).isEqualTo(1);
    assertThat(news.contributors()).containsExactly("a", "b");
    assertThat(StatisticSums.pooled(AGREEMENT, news.pooled()).statistics().observed())
        .isEqualTo(50);
    assertThat(rounds.state.pooled()).isNull();
    rounds.update("a", 1, rows(AGREEMENT, 21));
    rounds.update("b", 1, rows(AGREEMENT, 30));
    assertThat(rounds.latest().step()).isEqualTo(RoundStep.ENDED);
    assertThat(StatisticSums.pooled(AGREEMENT, rounds.latest().pooled()).statistics().observed())
        .isEqualTo(51);
  }

  @Test
  void anotherAgreementIsRefusedAndALateOneDoesNotCount() {
    KeptRounds rounds = rounds();
    assertThat(rounds.update("a", 0, rows(AGREEMENT.withCodebook("metres"), 20)).reason())
        .startsWith("no sum of 1 to 1024 sites that agreed to this");
    RingVector two = rows(AGREEMENT, 20).plus(rows(AGREEMENT, 20));
    assertThat(rounds.update("a", 0, two).reason()).isEqualTo("they say to be of 2 sites");
    rounds.update("a", 0, rows(AGREEMENT, 20));
    rounds.update("b", 0, rows(AGREEMENT, 20));
    rounds.pass(10);
    assertThat(rounds.update("c", 0, rows(AGREEMENT, 20)))
        .isEqualTo(Verdict.late("an update of round 0 in round 1"));
  }

  @Test
  void aSumThatIsNoneIsToldAndTriedAgain() {
    KeptRounds rounds = rounds();
    int[] values = rows(AGREEMENT, 20).values().clone();
    values[20] = -1; // the first word of the number of rows of the first regime
    values[29] = -1; // its last
    rounds.update("a", 0, new RingVector(10, values));
    rounds.update("b", 0, rows(AGREEMENT, 20));
    assertThat(rounds.latest().step()).isEqualTo(RoundStep.FAILED);
    assertThat(rounds.latest().fault()).isNotEmpty();
    rounds.pass(100);
    assertThat(rounds.latest().step()).isEqualTo(RoundStep.UPDATES);
    assertThat(rounds.latest().attempt()).isEqualTo(1);
    assertThat(rounds.update(new Sender("a", 0, 1), rows(AGREEMENT, 20)).reception())
        .isEqualTo(ACCEPTED);
    assertThat(rounds.update(new Sender("b", 0, 1), rows(AGREEMENT, 20)).reception())
        .isEqualTo(ACCEPTED);
    rounds.pass(110);
    assertThat(rounds.latest().round()).isEqualTo(1);
  }
}
