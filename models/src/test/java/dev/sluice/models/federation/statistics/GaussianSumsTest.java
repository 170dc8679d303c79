// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.statistics.Sites.Row;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.GaussianStatistic;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sum of what sites send has the posterior of one process that saw all rows. */
class GaussianSumsTest {
  /** What data may be like. */
  enum Data {
    PLAIN,
    FAR_FROM_THE_ORIGIN,
    SCALED,
    NEARLY_DEPENDENT,
    CONSTANT;

    List<List<Row>> sites(int dimension) {
      return Sites.continuous(dimension, this::change);
    }

    private double[] change(double[] x) {
      double[] y = x.clone();
      switch (this) {
        case PLAIN -> {}
        case FAR_FROM_THE_ORIGIN -> Arrays.setAll(y, i -> x[i] + 1e6);
        case SCALED -> Arrays.setAll(y, i -> x[i] * Math.pow(10, -6 + 12.0 * i / (x.length - 1)));
        case NEARLY_DEPENDENT -> y[1] = x[0] + Math.sqrt(2e-9) * x[1]; // r = 1 - 1e-9
        case CONSTANT -> {
          y[1] = 0;
          y[2] = 3.7;
        }
      }
      return y;
    }
  }

  private static StatisticsAgreement agreement(int dimension) {
    return StatisticsAgreement.continuous(Sites.names(dimension), Sites.regimes());
  }

  @ParameterizedTest
  @EnumSource
  void thePosteriorOfFiveVariablesIsThatOfAllRows(Data data) {
    assertSame(agreement(5), data.sites(5), ScorePrior.defaults(5), 1e-12);
  }

  @ParameterizedTest
  @EnumSource
  void thePosteriorOfEightVariablesIsThatOfAllRows(Data data) {
    assertSame(agreement(8), data.sites(8), ScorePrior.defaults(8), 1e-12);
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "FAR_FROM_THE_ORIGIN", "SCALED", "NEARLY_DEPENDENT"})
  void soItIsWhereTheScaleIsChosenByEvidence(Data data) {
    ScorePrior prior = new ScorePrior(1, 7, 0.5, true, 1);
    assertSame(agreement(5), data.sites(5), prior, 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void fewVariables(int dimension) {
    List<VariableSet> regimes = StatisticsAgreement.singleTargets(dimension);
    StatisticsAgreement agreement = StatisticsAgreement.continuous(Sites.names(dimension), regimes);
    List<List<Row>> sites = new ArrayList<>();
    for (List<Row> rows : Sites.continuous(5, x -> x)) {
      sites.add(
          rows.stream()
              .filter(row -> row.targets().length() <= dimension)
              .map(row -> new Row(Arrays.copyOf(row.values(), dimension), row.targets()))
              .toList());
    }
    assertSame(agreement, sites, ScorePrior.defaults(dimension), 1e-12);
  }

  private static void assertSame(
      StatisticsAgreement agreement, List<List<Row>> sites, ScorePrior prior, double tolerance) {
    Domain domain = agreement.domain();
    GraphPrior graphs = GraphPrior.uniform(domain.dimension());
    SufficientStatistics all = Sites.statistics(domain, Sites.together(sites));
    PooledStatistics pooled =
        StatisticSums.pooled(agreement, Sites.sum(Sites.vectors(agreement, sites)));
    assertThat(pooled.sites()).isEqualTo(5);
    assertThat(pooled.statistics().observedByRegime()).isEqualTo(all.observedByRegime());
    assertThat(pooled.statistics().observed()).isEqualTo(all.observed());
    assertThat(pooled.statistics().bytes).isEqualTo(all.bytes);
    all.gaussian.forEach(
        (targets, statistic) -> assertClose(pooled.statistics().gaussian.get(targets), statistic));
    Posterior expected = Inference.posterior(domain, all, prior, graphs);
    Posterior found = Inference.posterior(domain, pooled.statistics(), prior, graphs);
    assertThat(found.priorScale()).isEqualTo(expected.priorScale());
    assertThat(found.mapGraph()).isEqualTo(expected.mapGraph());
    assertThat(found.logEvidence())
        .isCloseTo(expected.logEvidence(), within(1e-13 * Math.abs(expected.logEvidence())));
    for (int from = 0; from < domain.dimension(); from++) {
      for (int to = 0; to < domain.dimension(); to++) {
        assertThat(found.edges()[from][to])
            .isCloseTo(expected.edges()[from][to], within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-250, 250})
  void theSmallestAndTheLargestNumbers(int bound) {
    StatisticsAgreement agreement =
        agreement(5)
            .withRoom(Room.FOR_SUMS.withWords(16))
            .withBounds(bound, bound, bound, bound, bound);
    List<List<Row>> sites =
        Sites.continuous(5, x -> Arrays.stream(x).map(y -> Math.scalb(y, bound - 4)).toArray());
    SufficientStatistics all = Sites.statistics(agreement.domain(), Sites.together(sites));
    SufficientStatistics pooled =
        StatisticSums.pooled(agreement, Sites.sum(Sites.vectors(agreement, sites))).statistics();
    all.gaussian.forEach(
        (targets, statistic) -> assertClose(pooled.gaussian.get(targets), statistic));
  }

  /** To a share of 2^-140 of the root of the sums of squares, far below a double's. */
  private static void assertClose(GaussianStatistic found, GaussianStatistic expected) {
    assertThat(found.count).isEqualTo(expected.count);
    assertThat(found.high[0]).isEqualTo(expected.high[0]);
    int d = expected.dimension;
    int[] diagonal = new int[d + 1];
    for (int i = 0, cell = 0; i <= d; cell += d + 1 - i, i++) {
      diagonal[i] = cell;
    }
    for (int i = 0; i <= d; i++) {
      for (int j = i; j <= d; j++) {
        double most = Math.sqrt(expected.high[diagonal[i]] * expected.high[diagonal[j]]);
        int cell = diagonal[i] + j - i;
        assertThat(exact(found, cell).subtract(exact(expected, cell)).abs().doubleValue())
            .isLessThanOrEqualTo(0x1p-140 * most);
      }
    }
  }

  private static BigDecimal exact(GaussianStatistic statistic, int cell) {
    return new BigDecimal(statistic.high[cell])
        .add(new BigDecimal(statistic.middle[cell]))
        .add(new BigDecimal(statistic.low[cell]));
  }

  @ParameterizedTest
  @EnumSource
  void neitherMasksNorTheOrderOfSitesChangeABit(Data data) {
    StatisticsAgreement agreement = agreement(5);
    List<RingVector> vectors = new ArrayList<>(Sites.vectors(agreement, data.sites(5)));
    RingVector plain = Sites.sum(vectors);
    List<RingVector> masked = Sites.masked(vectors);
    assertThat(masked.get(0).values()).isNotEqualTo(vectors.get(0).values());
    assertThat(Sites.sum(masked).values()).isEqualTo(plain.values());
    Collections.rotate(vectors, 2);
    Collections.swap(vectors, 0, 1);
    assertThat(Sites.sum(vectors).values()).isEqualTo(plain.values());
  }

  @Test
  void sitesWithoutRowsHaveNoPosteriorButThePrior() {
    StatisticsAgreement agreement = agreement(5);
    RingVector none = Sites.vector(agreement, List.of());
    PooledStatistics pooled = StatisticSums.pooled(agreement, none.plus(none));
    assertThat(pooled.sites()).isEqualTo(2);
    assertThat(pooled.statistics().gaussian).isEmpty();
    assertThat(pooled.statistics().observed()).isZero();
  }

  /** Of doubles that are exact in the agreed units, the sums of sites are too. */
  @Test
  void rowsOfManySitesAreCountedExactly() {
    StatisticsAgreement agreement =
        StatisticsAgreement.continuous(List.of("x"), List.of(VariableSet.EMPTY));
    GaussianStatistic many = GaussianStatistic.empty(1);
    many.count = 1L << 31;
    many.high = new double[] {0x1p31, 0x1p31 * 0.5, 0x1p31};
    SufficientStatistics site = SufficientStatistics.empty(agreement.domain());
    site.gaussian.put(VariableSet.EMPTY, many);
    site.observed = many.count;
    SufficientStatistics none = SufficientStatistics.empty(agreement.domain());
    RingVector numbers = StatisticSums.contribution(agreement, site, none, Sites.ALL).numbers();
    RingVector sum = numbers;
    for (int n = 1; n < 1024; n++) {
      sum = sum.plus(numbers);
    }
    SufficientStatistics pooled = StatisticSums.pooled(agreement, sum).statistics();
    assertThat(pooled.observed()).isEqualTo(1L << 41);
    assertThat(pooled.gaussian.get(VariableSet.EMPTY).high).containsExactly(0x1p41, 0x1p40, 0x1p41);
  }

  @Test
  void theSizeIsThatOfTheTriangles() {
    // 5 regimes of 21 cells, and two numbers of the seal, of 10 words
    assertThat(StatisticSums.bytes(agreement(5))).isEqualTo(40 * (5 * 21 + 2));
    assertThat(Sites.vector(agreement(5), List.of()).values()).hasSize(10 * (5 * 21 + 2));
  }
}
