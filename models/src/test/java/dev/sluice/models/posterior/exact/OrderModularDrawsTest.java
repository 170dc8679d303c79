// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderModularDrawsTest {
  private static final int DRAWS = 40_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void graphsComeAsOftenAsTheyAndTheirOrdersWeigh(boolean categorical) {
    Domain domain = categorical ? Fixture.CATEGORICAL : Fixture.CONTINUOUS;
    LocalScores scores = Fixture.experiment(domain, true).score(ScorePrior.defaults(4));
    AllDags graphs = AllDags.of(4);
    double[] weights = new double[graphs.size()];
    double total = 0;
    for (int number = 0; number < weights.length; number++) {
      Dag graph = graphs.graph(number);
      weights[number] = Math.exp(scores.of(graph)) * MethodsAgreeTest.orders(graph, 0);
      total += weights[number];
    }
    Map<Dag, Integer> drawn = new HashMap<>();
    OrderModularDraws draws = new OrderModularSum(scores, Team.alone()).draws();
    draws.graphs(DRAWS, 1).forEach(graph -> drawn.merge(graph, 1, Integer::sum));
    double chiSquare = 0;
    int compared = 0;
    double[][] ofSets = new double[4][16];
    int[][] drawnSets = new int[4][16];
    for (int number = 0; number < weights.length; number++) {
      double probability = weights[number] / total;
      int count = drawn.getOrDefault(graphs.graph(number), 0);
      if (DRAWS * probability >= 5) {
        chiSquare += Math.pow(count - DRAWS * probability, 2) / (DRAWS * probability);
        compared++;
      }
      for (int node = 0; node < 4; node++) {
        ofSets[node][graphs.parents(number, node)] += probability;
        drawnSets[node][graphs.parents(number, node)] += count;
      }
    }
    // as many degrees of freedom, the improbable graphs being left out: four standard deviations
    assertThat(compared).isGreaterThan(100);
    assertThat(chiSquare).isCloseTo(compared, within(4 * Math.sqrt(2.0 * compared)));
    for (int node = 0; node < 4; node++) {
      for (int set = 0; set < 16; set++) {
        assertFrequency((double) drawnSets[node][set] / DRAWS, ofSets[node][set], DRAWS);
      }
    }
  }

  /** Of 50 samples, of so many that a graph's weight is no double, and of none. */
  @ParameterizedTest
  @CsvSource({"12, 50", "11, 20000", "9, 0", "2, 3", "3, 3"})
  void edgesComeAsOftenAsTheyAreProbable(int nodes, int samples) {
    SufficientStatistics statistics = Fixture.simulate(nodes, samples, 0.5, true, 6);
    OrderModularSum sum = sum(statistics, GraphPrior.fair(nodes), Team.alone());
    double[][] expected = sum.posterior(1).edges();
    double[][] edges = new double[nodes][nodes];
    int draws = DRAWS / 4;
    for (Dag graph : sum.draws().graphs(draws, 2)) {
      for (int[] edge : graph.edges()) {
        edges[edge[0]][edge[1]] += 1.0 / draws;
      }
    }
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        assertFrequency(edges[i][j], expected[i][j], draws);
      }
    }
  }

  @Test
  void adjustmentsAreThoseOfManyGraphs() {
    int nodes = 7;
    SufficientStatistics statistics = Fixture.simulate(nodes, 40, 0.5, false, 3);
    OrderModularSum sum = sum(statistics, GraphPrior.uniform(nodes), Team.alone());
    double[][] edges = sum.posterior(1).edges();
    Adjustments adjustments = sum.adjustments();
    assertThat(adjustments.nodes()).isEqualTo(nodes);
    assertThat(adjustments.graphs()).isEqualTo(4000);
    for (int cause = 0; cause < nodes; cause++) {
      double[] parents = new double[nodes];
      adjustments.forEach(
          cause,
          adjustment ->
              adjustment.parents().forEach(node -> parents[node] += adjustment.probability()));
      for (int node = 0; node < nodes; node++) {
        assertFrequency(parents[node], edges[node][cause], 4000);
      }
    }
  }

  @Test
  void aGraphIsAFunctionOfItsNumberAndTheSeed() {
    SufficientStatistics statistics = Fixture.simulate(9, 30, 0.5, true, 4);
    GraphPrior prior = GraphPrior.fair(9);
    List<Dag> graphs = sum(statistics, prior, Team.alone()).draws().graphs(300, 5);
    try (Team team = new Team(3)) {
      assertThat(sum(statistics, prior, team).draws().graphs(300, 5)).isEqualTo(graphs);
      assertThat(sum(statistics, prior, team).draws().graphs(20, 5))
          .isEqualTo(graphs.subList(0, 20));
    }
    assertThat(sum(statistics, prior, Team.alone()).draws().graphs(300, 6)).isNotEqualTo(graphs);
  }

  @Test
  void everyGraphKeepsToThePrior() {
    VariableSet[] required = VariableSet.noneOf(8);
    required[0] = VariableSet.of(7); // against the direction in which the data were made
    required[7] = VariableSet.of(3);
    VariableSet[] forbidden = VariableSet.noneOf(8);
    forbidden[2] = VariableSet.of(1);
    GraphPrior prior =
        new GraphPrior(GraphPrior.Kind.UNIFORM, 0.3, required, forbidden).withMaxParents(2);
    SufficientStatistics statistics = Fixture.simulate(8, 5000, 0.1, false, 2);
    for (Dag graph : sum(statistics, prior, Team.alone()).draws().graphs(2000, 3)) {
      assertThat(graph.hasEdge(7, 0)).isTrue();
      assertThat(graph.hasEdge(3, 7)).isTrue();
      assertThat(graph.hasEdge(1, 2)).isFalse();
      for (int node = 0; node < 8; node++) {
        assertThat(graph.parents(node).size()).isLessThanOrEqualTo(2);
      }
    }
    GraphPrior none = GraphPrior.uniform(8).withMaxParents(0);
    assertThat(sum(statistics, none, Team.alone()).draws().graphs(20, 3))
        .containsOnly(Dag.empty(8));
  }

  @Test
  void oneVariableHasOneGraph() {
    SufficientStatistics statistics = Fixture.simulate(1, 20, 0.5, false, 1);
    OrderModularSum sum = sum(statistics, GraphPrior.uniform(1), Team.alone());
    assertThat(sum.draws().graphs(3, 1)).hasSize(3).containsOnly(Dag.empty(1));
  }

  @Test
  void endsWhenInterrupted() {
    OrderModularDraws draws =
        sum(Fixture.simulate(5, 20, 0.5, false, 1), GraphPrior.uniform(5), Team.alone()).draws();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> draws.graphs(9, 1));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static OrderModularSum sum(SufficientStatistics statistics, GraphPrior prior, Team team) {
    int nodes = prior.dimension();
    Domain domain = Domain.continuous(nodes);
    LocalScores scores =
        new Experiment(domain, statistics, prior).score(ScorePrior.defaults(nodes));
    return new OrderModularSum(scores, team);
  }

  /** Within four standard errors of the frequency. */
  private static void assertFrequency(double frequency, double probability, int draws) {
    double standardError = Math.sqrt(probability * (1 - probability) / draws);
    assertThat(frequency).isCloseTo(probability, within(4 * standardError + 1e-9));
  }
}
