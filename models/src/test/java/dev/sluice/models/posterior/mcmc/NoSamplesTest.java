// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Experiments that are declared, and whose samples have not come yet. */
class NoSamplesTest {
  static Stream<Domain> domains() {
    return Stream.of(Domain.continuous(6), Domain.categorical(2, 3, 2, 3, 2, 2));
  }

  private static GraphPrior knowing() {
    VariableSet[] required = VariableSet.noneOf(6);
    required[1] = VariableSet.of(0);
    VariableSet[] forbidden = VariableSet.noneOf(6);
    forbidden[3] = VariableSet.of(2);
    double[] odds = new double[36];
    odds[4 * 6 + 5] = 2;
    return new GraphPrior(GraphPrior.Kind.FAIR, 0.5, required, forbidden, odds, 3);
  }

  @ParameterizedTest
  @MethodSource("domains")
  void thePosteriorIsThePrior(Domain domain) {
    SufficientStatistics none = SufficientStatistics.empty(domain);
    Sampled sampled = sample(domain, none, ScorePrior.defaults(6), knowing(), 400_000);
    double[][] exact = TableScores.exact(domain, none, knowing()).edges();
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        assertThat(sampled.posterior().edges()[i][j]).isCloseTo(exact[i][j], within(0.01));
      }
    }
    assertThat(sampled.diagnostics().converged()).isTrue();
  }

  /** To the last digit, not only up to the rounding of factors that cancel. */
  @ParameterizedTest
  @MethodSource("domains")
  void scoresAreWeightsOfThePrior(Domain domain) {
    GraphPrior prior = knowing();
    FamilyScores scores =
        Families.of(domain, SufficientStatistics.empty(domain), ScorePrior.defaults(6), prior);
    double[] bySize = prior.logWeightsBySize();
    assertThat(scores.of(1, VariableSet.of(0, 2))).isEqualTo(bySize[2]);
    assertThat(scores.of(1, VariableSet.of(2))).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(scores.toggled(5, VariableSet.of(0)))
        .containsExactly(
            0, bySize[2], bySize[2], bySize[2], bySize[2] + 2, Double.NEGATIVE_INFINITY);
    assertThat(scores.ofSubsets(3, new int[] {2, 4}))
        .containsExactly(0, Double.NEGATIVE_INFINITY, bySize[1], Double.NEGATIVE_INFINITY);
  }

  @Test
  void noScaleIsBetterThanThePriorsOwn() {
    Domain domain = Domain.continuous(30);
    ScorePrior byEvidence = new ScorePrior(1, 32, 0.7, true, 1);
    ScorePrior chosen =
        ScaleChoice.of(
            domain, SufficientStatistics.empty(domain), byEvidence, GraphPrior.uniform(30));
    assertThat(chosen).isEqualTo(new ScorePrior(1, 32, 0.7, false, 1));
  }

  /** As dense as graphs of so many nodes are when all weigh the same. */
  @Test
  void manyVariablesHaveManyEdgesAndDoNotConvergeInAMoment() {
    Domain domain = Domain.continuous(60);
    Sampled sampled =
        sample(
            domain,
            SufficientStatistics.empty(domain),
            ScorePrior.defaults(60),
            GraphPrior.uniform(60),
            20_000);
    assertThat(sampled.posterior().expectedEdges()).isBetween(800.0, 1000.0);
    assertThat(sampled.diagnostics().converged()).isFalse();
  }

  private static Sampled sample(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      long steps) {
    SamplerSettings settings = SamplerSettings.defaults().ofSteps(steps);
    return Sampler.posterior(domain, statistics, scorePrior, graphPrior, settings, null);
  }
}
