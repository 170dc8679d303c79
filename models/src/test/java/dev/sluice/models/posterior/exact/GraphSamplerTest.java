// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphSamplerTest {
  private static final int DRAWS = 40_000;

  @Test
  void graphsComeAsOftenAsTheyAreProbable() {
    Domain domain = Domain.continuous(4);
    SufficientStatistics statistics = Fixture.observe(domain, Fixture.continuousRows(), true);
    GraphPrior graphPrior = GraphPrior.uniform(4);
    ScorePrior scorePrior = ScorePrior.defaults(4);
    GraphSampler sampler = GraphSampler.of(domain, statistics, scorePrior, graphPrior);
    Map<Dag, Integer> drawn = new HashMap<>();
    for (int index = 0; index < DRAWS; index++) {
      drawn.merge(sampler.draw(1, index), 1, Integer::sum);
    }
    LocalScores scores = new Experiment(domain, statistics, graphPrior).score(scorePrior);
    double logEvidence = new Enumeration(scores).logEvidence();
    AllDags graphs = AllDags.of(4);
    double chiSquare = 0;
    for (int number = 0; number < graphs.size(); number++) {
      Dag graph = graphs.graph(number);
      double expected = DRAWS * Math.exp(scores.of(graph) - logEvidence);
      chiSquare += Math.pow(drawn.getOrDefault(graph, 0) - expected, 2) / expected;
    }
    // 542 degrees of freedom: mean 542, standard deviation 33
    assertThat(chiSquare).isBetween(542 - 4 * 33.0, 542 + 4 * 33.0);
  }

  @Test
  void drawsHaveTheExactMarginals() {
    int dimension = 8;
    Domain domain = Domain.continuous(dimension);
    SufficientStatistics statistics = Fixture.simulate(dimension, 300, 0.5, true, 9);
    GraphPrior prior = GraphPrior.fair(dimension);
    ScorePrior scorePrior = ScorePrior.defaults(dimension);
    Posterior posterior = Inference.posterior(domain, statistics, scorePrior, prior);
    GraphSampler sampler = GraphSampler.of(domain, statistics, scorePrior, prior);
    double[][] edges = new double[dimension][dimension];
    double[][] ancestors = new double[dimension][dimension];
    int draws = DRAWS / 2;
    for (int index = 0; index < draws; index++) {
      Dag graph = sampler.draw(2, index);
      boolean[][] adjacency = graph.adjacency();
      boolean[][] paths = graph.ancestors();
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < dimension; j++) {
          edges[i][j] += adjacency[i][j] ? 1.0 / draws : 0;
          ancestors[i][j] += paths[i][j] ? 1.0 / draws : 0;
        }
      }
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        assertFrequency(edges[i][j], posterior.edges()[i][j], draws);
        assertFrequency(ancestors[i][j], posterior.ancestors()[i][j], draws);
      }
    }
  }

  @Test
  void requiredAndForbiddenEdgesHold() {
    Domain domain = Domain.continuous(6);
    long[] required = new long[6];
    required[0] = 1 << 5;
    long[] forbidden = new long[6];
    forbidden[2] = 1 << 1;
    GraphSampler sampler =
        GraphSampler.of(
            domain,
            Fixture.simulate(6, 5000, 0.1, false, 2),
            ScorePrior.defaults(6),
            new GraphPrior(
                GraphPrior.Kind.UNIFORM,
                0,
                VariableSet.ofMasks(required),
                VariableSet.ofMasks(forbidden)));
    for (int index = 0; index < 2000; index++) {
      Dag graph = sampler.draw(3, index);
      assertThat(graph.hasEdge(5, 0)).isTrue();
      assertThat(graph.hasEdge(1, 2)).isFalse();
    }
  }

  @Test
  void theSameNumberGivesTheSameGraphAndOthersDiffer() {
    Domain domain = Domain.continuous(7);
    GraphSampler sampler =
        GraphSampler.of(
            domain,
            SufficientStatistics.empty(domain),
            ScorePrior.defaults(7),
            GraphPrior.uniform(7));
    assertThat(sampler.draw(5, 17)).isEqualTo(sampler.draw(5, 17));
    assertThat(sampler.draw(5, 17)).isNotEqualTo(sampler.draw(5, 18));
    assertThat(sampler.draw(5, 17)).isNotEqualTo(sampler.draw(6, 17));
  }

  @Test
  void tooManyVariablesAreRefused() {
    Domain domain = Domain.continuous(15);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                GraphSampler.of(
                    domain,
                    SufficientStatistics.empty(domain),
                    ScorePrior.defaults(15),
                    GraphPrior.uniform(15)))
        .withMessage("graphs of at most 14 variables can be drawn: 15");
  }

  /** Within five standard errors of the frequency. */
  private static void assertFrequency(double frequency, double probability, int draws) {
    double standardError = Math.sqrt(probability * (1 - probability) / draws);
    assertThat(frequency).isCloseTo(probability, within(5 * standardError + 1e-9));
  }
}
