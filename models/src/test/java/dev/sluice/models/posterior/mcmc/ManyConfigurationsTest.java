// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Far more possible configurations than samples: no table has room for them. */
class ManyConfigurationsTest {
  private static final int VARIABLES = 9;
  private static final int CATEGORIES = 6;

  @ParameterizedTest
  @ValueSource(ints = {3, VARIABLES - 1})
  void areTheScoresOfTheTables(int most) {
    int[] categories = new int[VARIABLES];
    Arrays.fill(categories, CATEGORIES);
    categories[4] = 5000;
    Domain domain = Domain.categorical(categories);
    SufficientStatistics statistics =
        FamilyData.statistics(domain, new Kind(1200, true, 1, 1, 0), most);
    ScorePrior scorePrior = FamilyData.scorePrior(VARIABLES);
    GraphPrior prior = GraphPrior.uniform(VARIABLES).withMaxParents(most);
    LocalScores expected =
        LocalScores.of(new Evidence(domain, statistics, scorePrior), scorePrior, prior);
    FamilyScores actual = Families.of(domain, statistics, scorePrior, prior);
    for (int node : new int[] {0, 4, 5}) {
      int[] candidates = VariableSet.first(VARIABLES).toggle(node).members();
      double[] subsets = actual.ofSubsets(node, candidates);
      for (int index = 0; index < subsets.length; index++) {
        assertSame(subsets[index], expected.of(node)[index]);
      }
      for (int index = 0; index < subsets.length; index += 7) {
        int set = (index & ((1 << node) - 1)) | (index >>> node) << (node + 1);
        VariableSet parents = VariableSet.ofMask(set);
        assertSame(actual.of(node, parents), expected.of(node, set));
        double[] toggled = actual.toggled(node, parents);
        for (int other : candidates) {
          assertSame(toggled[other], expected.of(node, set ^ 1 << other));
        }
      }
    }
  }

  private static void assertSame(double actual, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(1e-9));
    }
  }
}
