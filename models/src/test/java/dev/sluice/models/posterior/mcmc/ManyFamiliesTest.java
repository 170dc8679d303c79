// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.mcmc.FamilyData.Kind;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seventy variables, against the tables of five of them alone. */
class ManyFamiliesTest {
  private static final int VARIABLES = 70;
  private static final int[] FEW = {2, 3, 31, 64, 69};
  private static final Kind KIND = new Kind(120, true, 1, 1, 0);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areTheScoresOfTheFamiliesAlone(boolean categorical) {
    Domain domain = FamilyData.domain(VARIABLES, categorical);
    ScorePrior prior = FamilyData.scorePrior(VARIABLES);
    GraphPrior graphPrior = GraphPrior.uniform(VARIABLES);
    FamilyScores actual =
        Families.of(domain, FamilyData.statistics(domain, KIND, 7), prior, graphPrior);
    LocalScores expected = ofFewAlone(domain, prior);
    for (int node = 0; node < FEW.length; node++) {
      int[] others = new int[FEW.length - 1];
      for (int i = 0; i < others.length; i++) {
        others[i] = FEW[i < node ? i : i + 1];
      }
      double[] subsets = actual.ofSubsets(FEW[node], others);
      for (int subset = 0; subset < subsets.length; subset++) {
        double score = expected.of(node)[subset];
        assertThat(subsets[subset]).isCloseTo(score, within(1e-9));
        VariableSet parents = VariableSet.EMPTY;
        for (int i = 0; i < others.length; i++) {
          parents = (subset >>> i & 1) == 0 ? parents : parents.toggle(others[i]);
        }
        assertThat(actual.of(FEW[node], parents)).isCloseTo(score, within(1e-9));
        double[] toggled = actual.toggled(FEW[node], parents);
        for (int i = 0; i < others.length; i++) {
          assertThat(toggled[others[i]])
              .isCloseTo(expected.of(node)[subset ^ 1 << i], within(1e-9));
        }
      }
    }
  }

  /** Every row of the toggles is what single families are, whatever the number of parents. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void togglesAreTheFamilies(boolean categorical) {
    Domain domain = FamilyData.domain(VARIABLES, categorical);
    FamilyScores scores =
        Families.of(
            domain,
            FamilyData.statistics(domain, KIND, 8),
            FamilyData.scorePrior(VARIABLES),
            GraphPrior.fair(VARIABLES));
    VariableSet parents = VariableSet.EMPTY;
    for (int parent : new int[] {65, 4, 9, 63, 22, 37, 41, 11, 5, 58}) {
      double[] toggled = scores.toggled(3, parents);
      for (int other = 0; other < VARIABLES; other++) {
        double expected =
            other == 3 ? Double.NEGATIVE_INFINITY : scores.of(3, parents.toggle(other));
        assertThat(toggled[other] == expected || Math.abs(toggled[other] - expected) < 1e-9)
            .as("%s is %s", toggled[other], expected)
            .isTrue();
      }
      parents = parents.toggle(parent);
    }
  }

  @Test
  void refusesWhatIsNoFamily() {
    Domain domain = Domain.continuous(3);
    FamilyScores scores =
        Families.of(
            domain,
            SufficientStatistics.empty(domain),
            ScorePrior.defaults(3),
            GraphPrior.uniform(3));
    assertThat(scores.of(1, VariableSet.of(1))).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> scores.of(1, VariableSet.of(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scores.ofSubsets(1, new int[] {0, 1}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scores.ofSubsets(1, new int[] {2, 0}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static LocalScores ofFewAlone(Domain domain, ScorePrior prior) {
    double[][] rows = FamilyData.rows(domain, KIND, 7);
    VariableSet[] targets = FamilyData.targets(VARIABLES, KIND, 7);
    int[] categories = new int[domain.isCategorical() ? FEW.length : 0];
    for (int i = 0; i < categories.length; i++) {
      categories[i] = domain.categories()[FEW[i]];
    }
    Domain few = new Domain(FEW.length, categories);
    SufficientStatistics statistics = SufficientStatistics.empty(few);
    for (int n = 0; n < rows.length; n++) {
      double[] row = new double[FEW.length];
      VariableSet fewTargets = VariableSet.EMPTY;
      for (int i = 0; i < FEW.length; i++) {
        row[i] = rows[n][FEW[i]];
        fewTargets = targets[n].contains(FEW[i]) ? fewTargets.toggle(i) : fewTargets;
      }
      statistics.observe(few, row, fewTargets, 1);
    }
    ScorePrior ofFew =
        new ScorePrior(
            prior.alphaMu(),
            prior.alphaW() - VARIABLES + FEW.length,
            prior.priorScale(),
            false,
            prior.equivalentSampleSize());
    return LocalScores.of(
        new Evidence(few, statistics, ofFew), ofFew, GraphPrior.uniform(FEW.length));
  }
}
