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
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle: all graphs, each weight multiplied by the odds of the edges that it has. */
class PriorOddsTest {

  static Stream<Experiment> experiments() {
    Domain three = Domain.continuous(3);
    Domain four = Domain.categorical(2, 3, 2, 2);
    return Stream.of(
        new Experiment(three, SufficientStatistics.empty(three), GraphPrior.uniform(3)),
        new Experiment(three, Fixture.simulate(3, 40, 0.5, true, 4), GraphPrior.fair(3)),
        new Experiment(four, Fixture.simulate(four, 60, true, 5), GraphPrior.uniform(4)),
        new Experiment(
            Domain.continuous(4),
            Fixture.simulate(4, 30, 0.5, false, 6),
            new GraphPrior(
                GraphPrior.Kind.FAIR,
                0.3,
                VariableSet.ofMasks(0, 0, 0b1, 0),
                VariableSet.ofMasks(0, 0b100, 0, 0))));
  }

  private static double[] logOdds(int d) {
    Random random = new Random(9);
    return random.doubles((long) d * d).map(u -> u < 0.3 ? 0 : 8 * u - 4).toArray();
  }

  private static GraphPrior with(GraphPrior prior, double... logOdds) {
    return new GraphPrior(
        prior.kind(),
        prior.edgePenalty(),
        prior.requiredParents(),
        prior.forbiddenParents(),
        logOdds);
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void weightsOfGraphsAreMultipliedByTheOddsOfTheirEdges(Experiment experiment) {
    int d = experiment.domain().dimension();
    double[] logOdds = logOdds(d);
    LocalScores without = experiment.score(ScorePrior.defaults(d));
    AllDags graphs = AllDags.of(d);
    double total = 0;
    double[][] edges = new double[d][d];
    double best = Double.NEGATIVE_INFINITY;
    Dag map = null;
    for (int number = 0; number < graphs.size(); number++) {
      Dag graph = graphs.graph(number);
      double logWeight = without.of(graph);
      for (int[] edge : graph.edges()) {
        logWeight += logOdds[edge[0] * d + edge[1]];
      }
      double weight = Math.exp(logWeight);
      total += weight;
      for (int[] edge : graph.edges()) {
        edges[edge[0]][edge[1]] += weight;
      }
      map = logWeight > best ? graph : map;
      best = Math.max(best, logWeight);
    }
    GraphPrior prior = with(experiment.graphPrior(), logOdds);
    LocalScores scores =
        new Experiment(experiment.domain(), experiment.statistics(), prior)
            .score(ScorePrior.defaults(d));
    for (Posterior posterior :
        new Posterior[] {
          new Enumeration(scores).posterior(1),
          new StructureModularSum(scores, Team.alone()).posterior(1)
        }) {
      assertThat(posterior.logEvidence())
          .isCloseTo(Math.log(total), within(1e-12 * Math.max(1, Math.abs(Math.log(total)))));
      assertThat(posterior.mapGraph()).isEqualTo(map);
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          assertThat(posterior.edges()[i][j])
              .as("%d -> %d", i, j)
              .isCloseTo(edges[i][j] / total, within(1e-11));
        }
      }
    }
  }

  /** Two variables, no samples: no edge, 0 -> 1 at odds 3, 1 -> 0. */
  @Test
  void withoutSamplesThePosteriorIsThePrior() {
    Domain two = Domain.continuous(2);
    GraphPrior prior = with(GraphPrior.uniform(2), 0, Math.log(3), 0, 0);
    Posterior posterior =
        Inference.posterior(two, SufficientStatistics.empty(two), ScorePrior.defaults(2), prior);
    assertThat(posterior.logEvidence()).isCloseTo(Math.log(5), within(1e-14));
    assertThat(posterior.edges()[0][1]).isCloseTo(0.6, within(1e-14));
    assertThat(posterior.edges()[1][0]).isCloseTo(0.2, within(1e-14));
  }

  @Test
  void oddsThatMakeNoSenseAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(GraphPrior.uniform(2), 1, 2))
        .withMessage("2 odds of edges between 2 nodes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(GraphPrior.uniform(2), 0, 0, Double.NEGATIVE_INFINITY, 0))
        .withMessage("ln of the odds of edge 1->0 must be finite: -Infinity");
  }
}
