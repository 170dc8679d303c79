// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.statistics.Sites.Row;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.contingency.TabledFamily;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum of what sites send is the tables of all rows. */
class CategoricalCountsTest {
  private static final Domain SIX = Domain.categorical(2, 3, 4, 2, 3, 2);
  private static final List<List<Row>> SITES = Sites.categorical(SIX);

  private static StatisticsAgreement agreement(int maxParents) {
    return StatisticsAgreement.categorical(Sites.names(6), SIX, Sites.regimes(), maxParents);
  }

  private static StatisticsAgreement agreement(int maxParents, int words) {
    return agreement(maxParents).withRoom(new Room(words, 1 << 20, 1 << 10));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "2, 1", "3, 2", "5, 1"})
  void tablesAreThoseOfAllRows(int maxParents, int words) {
    StatisticsAgreement agreement = agreement(maxParents, words);
    PooledStatistics pooled =
        StatisticSums.pooled(agreement, Sites.sum(Sites.vectors(agreement, SITES)));
    SufficientStatistics statistics = pooled.statistics();
    assertThat(pooled.sites()).isEqualTo(5);
    assertThat(statistics.detail).isEqualTo(Detail.FAMILIES);
    assertThat(statistics.maxParents).isEqualTo(maxParents);
    assertThat(statistics.observed()).isEqualTo(176);
    assertThat(statistics.observedByRegime())
        .isEqualTo(Sites.statistics(SIX, Sites.together(SITES)).observedByRegime());
    ContingencyTables expected = tables(maxParents);
    assertThat(statistics.tables.all).isEqualTo(expected.all);
    assertThat(statistics.tables.targeted).isDeepEqualTo(expected.targeted);
  }

  private static ContingencyTables tables(int maxParents) {
    ContingencyTables tables = ContingencyTables.empty(SIX.categories(), maxParents);
    for (Row row : Sites.together(SITES)) {
      int[] values = Arrays.stream(row.values()).mapToInt(x -> (int) x).toArray();
      tables.add(values, row.targets(), 1);
    }
    return tables;
  }

  /** Counted row by row, of a family whose node is a target of some of the regimes. */
  @Test
  void aNodeIsCountedWhereItWasNoTarget() {
    StatisticsAgreement agreement = agreement(2);
    SufficientStatistics statistics =
        StatisticSums.pooled(agreement, Sites.sum(Sites.vectors(agreement, SITES))).statistics();
    TabledFamily family = new TabledFamily(statistics.tables);
    for (int node : new int[] {0, 1, 5}) {
      int parent = (node + 2) % 6;
      double[] expected = new double[SIX.categories()[node] * SIX.categories()[parent]];
      for (Row row : Sites.together(SITES)) {
        if (!row.targets().contains(node)) {
          int ofNode = (int) row.values()[node];
          expected[ofNode * SIX.categories()[parent] + (int) row.values()[parent]]++;
        }
      }
      family.read(node, new int[] {parent});
      assertThat(Arrays.copyOf(family.joint(), family.size())).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5})
  void thePosteriorIsThatOfAllRows(int maxParents) {
    StatisticsAgreement agreement = agreement(maxParents);
    GraphPrior graphs = GraphPrior.uniform(6).withMaxParents(maxParents);
    Posterior expected = posterior(Sites.statistics(SIX, Sites.together(SITES)), graphs);
    List<RingVector> masked = Sites.masked(Sites.vectors(agreement, SITES));
    Posterior found =
        posterior(StatisticSums.pooled(agreement, Sites.sum(masked)).statistics(), graphs);
    assertThat(found.mapGraph()).isEqualTo(expected.mapGraph());
    for (int from = 0; from < 6; from++) {
      for (int to = 0; to < 6; to++) {
        assertThat(found.edges()[from][to]).isCloseTo(expected.edges()[from][to], within(1e-12));
      }
    }
  }

  private static Posterior posterior(SufficientStatistics statistics, GraphPrior graphs) {
    return Inference.posterior(SIX, statistics, ScorePrior.defaults(6), graphs);
  }

  @Test
  void neitherMasksNorTheOrderOfSitesChangeABit() {
    StatisticsAgreement agreement = agreement(2, 1);
    List<RingVector> vectors = new ArrayList<>(Sites.vectors(agreement, SITES));
    RingVector plain = Sites.sum(vectors);
    assertThat(Sites.sum(Sites.masked(vectors)).values()).isEqualTo(plain.values());
    Collections.rotate(vectors, 2);
    Collections.swap(vectors, 0, 1);
    assertThat(Sites.sum(vectors).values()).isEqualTo(plain.values());
  }

  /** A site may itself hold tables, wider ones too, and rows beside them; so sums can be summed. */
  @Test
  void sitesMayHaveTablesThemselves() {
    StatisticsAgreement wide = agreement(3);
    StatisticsAgreement agreement = agreement(2);
    SufficientStatistics tabled =
        StatisticSums.pooled(wide, Sites.sum(Sites.vectors(wide, SITES.subList(0, 2))))
            .statistics();
    SITES.get(2).forEach(row -> tabled.observe(SIX, row.values(), row.targets(), 1));
    SufficientStatistics none = SufficientStatistics.empty(SIX);
    RingVector first = StatisticSums.contribution(agreement, tabled, none, Sites.ALL).numbers();
    RingVector sum = first.plus(Sites.sum(Sites.vectors(agreement, SITES.subList(3, 5))));
    SufficientStatistics pooled = StatisticSums.pooled(agreement, sum).statistics();
    assertThat(pooled.tables.all).isEqualTo(tables(2).all);
    assertThat(pooled.tables.targeted).isDeepEqualTo(tables(2).targeted);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StatisticSums.contribution(agreement(4), tabled, none, Sites.ALL))
        .withMessage("the statistics are of families of up to 3 parents; agreed are 4");
  }

  @Test
  void sitesWithoutRowsSayNothing() {
    StatisticsAgreement agreement = agreement(2);
    RingVector none = Sites.vector(agreement, List.of());
    SufficientStatistics pooled = StatisticSums.pooled(agreement, none).statistics();
    assertThat(pooled.observed()).isZero();
    GraphPrior graphs = GraphPrior.uniform(6).withMaxParents(2);
    double[][] expected = posterior(SufficientStatistics.empty(SIX), graphs).edges();
    double[][] found = posterior(pooled, graphs).edges();
    for (int from = 0; from < 6; from++) {
      assertThat(found[from]).containsExactly(expected[from], within(1e-12));
    }
  }

  @Test
  void theSizeIsThatOfTheTables() {
    // of 2, 2 and 3 categories: 1 + (1 + 1 + 2) + (1 + 2 + 2) sets of up to two variables; with
    // the third a target, each of its categories 1 + 1 + 1; two regimes; two of the seal
    StatisticsAgreement agreement =
        StatisticsAgreement.categorical(
            Sites.names(3),
            Domain.categorical(2, 2, 3),
            List.of(VariableSet.EMPTY, VariableSet.of(2)),
            1);
    assertThat(StatisticSums.bytes(agreement)).isEqualTo(8 * (10 + 3 * 3 + 2 + 2));
    assertThat(Sites.vector(agreement, List.of()).length()).isEqualTo(23);
  }

  @Test
  void tablesTooLargeAreRefusedWithTheirSize() {
    int[] categories = new int[20];
    Arrays.fill(categories, 10);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                StatisticsAgreement.categorical(
                    Sites.names(20), Domain.categorical(categories), List.of(VariableSet.EMPTY), 3))
        .withMessageMatching(
            "tables of families of up to 3 parents take 26\\d{7} bytes, of at most 50331648");
  }
}
