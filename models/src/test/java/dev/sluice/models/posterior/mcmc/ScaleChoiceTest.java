// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

/** Against the scale of the highest exact evidence. */
class ScaleChoiceTest {
  private static final double HALF_DECADE = Math.log(10) / 2;

  @Test
  void isThatOfTheExactEvidenceOrBesideIt() {
    for (int input = 0; input < 12; input++) {
      int d = 8 + input % 3;
      Domain domain = Domain.continuous(d);
      SufficientStatistics statistics = statistics(d, input);
      ScorePrior prior = byEvidence(d);
      GraphPrior graphs = input % 2 == 0 ? GraphPrior.uniform(d) : GraphPrior.fair(d);
      double exact = Inference.posterior(domain, statistics, prior, graphs).priorScale();
      ScorePrior chosen = ScaleChoice.of(domain, statistics, prior, graphs);
      assertThat(chosen.scaleByEvidence()).isFalse();
      double halfDecades = Math.log(chosen.priorScale() / exact) / HALF_DECADE;
      assertThat(halfDecades).as("input %d", input).isBetween(-1.001, 1.001);
      assertThat(halfDecades).isCloseTo(Math.rint(halfDecades), within(1e-9));
    }
  }

  @Test
  void isInTheUnitsOfTheData() {
    Domain domain = Domain.continuous(9);
    GraphPrior graphs = GraphPrior.uniform(9);
    double scale = scaleOf(domain, 1, graphs);
    for (double unit : new double[] {1e8, 1e-8, 0x1p40}) {
      assertThat(scaleOf(domain, unit, graphs) / (unit * unit * scale)).isCloseTo(1, within(1e-9));
    }
  }

  private static double scaleOf(Domain domain, double unit, GraphPrior graphs) {
    FamilyData.Kind kind = new FamilyData.Kind(200, true, 1, unit, 0);
    SufficientStatistics statistics = FamilyData.statistics(domain, kind, 4);
    return ScaleChoice.of(domain, statistics, byEvidence(9), graphs).priorScale();
  }

  @Test
  void functionsOfOneAnotherAreRefusedByName() {
    Domain domain = Domain.continuous(8);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (double[] row : FamilyData.rows(domain, FamilyData.Kind.plain(300), 5)) {
      row[6] = 2 * row[1];
      statistics.observe(domain, row, VariableSet.EMPTY, 1);
    }
    DependentVariablesException refusal =
        catchThrowableOfType(
            DependentVariablesException.class,
            () -> ScaleChoice.of(domain, statistics, byEvidence(8), GraphPrior.uniform(8)));
    assertThat(refusal.dependent()).isEqualTo(VariableSet.of(1, 6));
    assertThat(refusal.isWithoutOptimum()).isTrue();
  }

  @Test
  void aFixedScaleStays() {
    Domain domain = Domain.continuous(3);
    ScorePrior fixed = ScorePrior.defaults(3);
    SufficientStatistics empty = SufficientStatistics.empty(domain);
    assertThat(ScaleChoice.of(domain, empty, fixed, GraphPrior.uniform(3))).isEqualTo(fixed);
    assertThat(ScaleChoice.of(domain, empty, byEvidence(3), GraphPrior.uniform(3)))
        .isEqualTo(fixed);
  }

  private static ScorePrior byEvidence(int d) {
    ScorePrior defaults = ScorePrior.defaults(d);
    return new ScorePrior(defaults.alphaMu(), defaults.alphaW(), defaults.priorScale(), true, 1);
  }

  /** Random graphs of about two edges a node, weights N(0, 1), noise from 0.03 to 3. */
  private static SufficientStatistics statistics(int d, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "graph");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] weights = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        weights[i][j] = random.nextDouble() < 4.0 / (d - 1) ? normal.sample() : 0;
      }
    }
    double noise = Math.pow(10, random.nextDouble(-1.5, .5));
    Domain domain = Domain.continuous(d);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    int samples = 50 + 100 * random.nextInt(4);
    for (int n = 0; n < samples; n++) {
      int target = seed % 4 < 2 ? d : random.nextInt(2 * d);
      double[] row = new double[d];
      for (int i = 0; i < d; i++) {
        row[i] = (i == target ? 1 : noise) * normal.sample();
        for (int j = 0; j < i && i != target; j++) {
          row[i] += weights[i][j] * row[j];
        }
      }
      VariableSet targets = target < d ? VariableSet.of(target) : VariableSet.EMPTY;
      statistics.observe(domain, row, targets, 1);
    }
    return statistics;
  }
}
