// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** Columns that are, or nearly are, functions of others: the exact score, or a refusal. */
class DependentFamiliesTest {
  private static final int VARIABLES = 5;
  private static final Domain DOMAIN = Domain.continuous(VARIABLES);
  private static final GraphPrior UNIFORM = GraphPrior.uniform(VARIABLES);

  @Test
  void areTheScoresOfTheTablesWhereThereAreTables() {
    UniformRandomProvider random = KeyedRandom.of(5, "dependent");
    int refused = 0;
    for (int round = 0; round < 60; round++) {
      SufficientStatistics statistics = statistics(random, round % 4);
      double scale = Math.pow(10, random.nextInt(-14, 3)) * random.nextDouble(0.5, 1.5);
      ScorePrior prior = ScorePrior.defaults(VARIABLES).withScale(scale);
      FamilyScores actual = Families.of(DOMAIN, statistics, prior, UNIFORM);
      LocalScores expected;
      try {
        expected = LocalScores.of(new Evidence(DOMAIN, statistics, prior), prior, UNIFORM);
      } catch (DependentVariablesException e) {
        refused++;
        continue;
      }
      for (int node = 0; node < VARIABLES; node++) {
        for (int set = 0; set < 1 << VARIABLES; set++) {
          if ((set >>> node & 1) == 0) {
            VariableSet parents = VariableSet.ofMask(set);
            assertThat(actual.of(node, parents)).isCloseTo(expected.of(node, set), within(3e-8));
            double[] toggled = actual.toggled(node, parents);
            for (int other = 0; other < VARIABLES; other++) {
              if (other != node) {
                assertThat(toggled[other])
                    .isCloseTo(expected.of(node, set ^ 1 << other), within(3e-8));
              }
            }
          }
        }
      }
    }
    assertThat(refused).isLessThan(10);
  }

  /** Nothing is left of a third multiple but what the prior adds, far below the last digits. */
  @Test
  void whatCannotBeToldApartIsRefusedByName() {
    SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN);
    UniformRandomProvider random = KeyedRandom.of(6, "dependent");
    for (int n = 0; n < 100; n++) {
      double x = random.nextDouble() + 1e6;
      statistics.observe(
          DOMAIN,
          new double[] {random.nextDouble(), x, x * 3, random.nextDouble(), x * 7},
          VariableSet.EMPTY,
          1);
    }
    ScorePrior prior = ScorePrior.defaults(VARIABLES).withScale(1e-40);
    FamilyScores scores = Families.of(DOMAIN, statistics, prior, UNIFORM);
    assertThat(scores.of(0, VariableSet.of(1, 3))).isFinite();
    DependentVariablesException refusal =
        catchThrowableOfType(
            DependentVariablesException.class, () -> scores.of(0, VariableSet.of(1, 2, 4)));
    assertThat(refusal.dependent()).isEqualTo(VariableSet.of(1, 2, 4));
    assertThat(refusal.isWithoutOptimum()).isFalse();
    assertThatThrownBy(() -> scores.toggled(4, VariableSet.of(2, 3)))
        .isInstanceOf(DependentVariablesException.class);
    assertThatThrownBy(() -> scores.ofSubsets(0, new int[] {1, 2, 3, 4}))
        .isInstanceOf(DependentVariablesException.class);
  }

  @Test
  void aConstantColumnHasScores() {
    SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN);
    for (int n = 0; n < 50; n++) {
      statistics.observe(DOMAIN, new double[] {7, n % 5, n % 3, 7, 0}, VariableSet.EMPTY, 1);
    }
    ScorePrior prior = ScorePrior.defaults(VARIABLES);
    FamilyScores actual = Families.of(DOMAIN, statistics, prior, UNIFORM);
    LocalScores expected = LocalScores.of(new Evidence(DOMAIN, statistics, prior), prior, UNIFORM);
    for (int set = 0; set < 1 << VARIABLES; set += 2) {
      assertThat(actual.of(0, VariableSet.ofMask(set)))
          .isCloseTo(expected.of(0, set), within(1e-9));
    }
  }

  private static SufficientStatistics statistics(UniformRandomProvider random, int kind) {
    double unit = Math.pow(10, random.nextInt(-8, 9));
    double origin = kind == 3 ? 1e6 * unit : 0;
    SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN);
    for (int n = 0; n < 40; n++) {
      double[] row = new double[VARIABLES];
      for (int i = 0; i < VARIABLES; i++) {
        row[i] = origin + unit * (random.nextDouble() - .5);
      }
      if (kind > 0) {
        row[1] = row[0] * 1.8 + 32 * unit;
        row[3] = kind == 1 ? row[0] + row[2] : row[2] * (1 + 1e-9 * random.nextDouble());
      }
      statistics.observe(DOMAIN, row, VariableSet.EMPTY, 1);
    }
    return statistics;
  }
}
