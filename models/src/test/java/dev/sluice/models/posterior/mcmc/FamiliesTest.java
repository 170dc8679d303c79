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
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Single families against the tables of all. */
class FamiliesTest {
  private static final double ERROR = 1e-9;

  private static final Kind[] KINDS = {
    new Kind(0, false, 1, 1, 0),
    new Kind(1, true, 1, 1, 0),
    new Kind(200, false, 1, 1, 0),
    new Kind(200, true, 1, 1, 0),
    new Kind(150, true, .99, 1, 0),
    new Kind(100, true, 1, 1e-8, 0),
    new Kind(100, false, 1, 1e8, 0),
    new Kind(100, true, 1, 1, 1e6),
  };

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areTheScoresOfTheTables(boolean categorical) {
    long seed = 0;
    for (int d = 1; d <= 8; d++) {
      for (Kind kind : d == 8 ? new Kind[] {KINDS[3]} : KINDS) {
        seed++;
        Domain domain = FamilyData.domain(d, categorical);
        SufficientStatistics statistics = FamilyData.statistics(domain, kind, seed);
        ScorePrior scorePrior = FamilyData.scorePrior(d).withScale(.4 * kind.unit() * kind.unit());
        check(domain, statistics, scorePrior, FamilyData.prior(d, seed));
        check(domain, statistics, scorePrior, GraphPrior.uniform(d).withMaxParents(d / 2));
      }
    }
  }

  private static void check(
      Domain domain, SufficientStatistics statistics, ScorePrior scorePrior, GraphPrior prior) {
    int d = domain.dimension();
    LocalScores expected =
        LocalScores.of(new Evidence(domain, statistics, scorePrior), scorePrior, prior);
    FamilyScores actual = Families.of(domain, statistics, scorePrior, prior);
    assertThat(actual.nodes()).isEqualTo(d);
    for (int node = 0; node < d; node++) {
      int self = node;
      int[] candidates = IntStream.range(0, d).filter(i -> i != self).toArray();
      double[] subsets = actual.ofSubsets(node, candidates);
      assertThat(subsets).hasSize(1 << (d - 1));
      for (int index = 0; index < subsets.length; index++) {
        int parents = (index & ((1 << node) - 1)) | (index >>> node) << (node + 1);
        assertSame(subsets[index], expected.of(node, parents));
        VariableSet set = VariableSet.ofMask(parents);
        assertSame(actual.of(node, set), expected.of(node, parents));
        double[] toggled = actual.toggled(node, set);
        assertThat(toggled[node]).isEqualTo(Double.NEGATIVE_INFINITY);
        for (int other : candidates) {
          assertSame(toggled[other], expected.of(node, parents ^ 1 << other));
        }
      }
    }
  }

  private static void assertSame(double actual, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(actual).isEqualTo(expected);
    } else {
      assertThat(actual).isCloseTo(expected, within(ERROR));
    }
  }
}
