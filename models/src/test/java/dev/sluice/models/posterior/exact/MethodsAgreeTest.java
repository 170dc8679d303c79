// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method against the enumeration of all graphs. */
class MethodsAgreeTest {
  private static final double GATE = 1e-10;

  static Stream<Case> cases() {
    return Stream.of(1, 2, 3, 4, 5)
        .flatMap(dimension -> Stream.of(0, 3, 50, 5000).map(n -> new int[] {dimension, n}))
        .flatMap(size -> Stream.of(false, true).flatMap(iv -> cases(size[0], size[1], iv)));
  }

  private static Stream<Case> cases(int dimension, int samples, boolean interventional) {
    Domain continuous = Domain.continuous(dimension);
    Domain categorical = Domain.categorical(Arrays.copyOf(new int[] {2, 3, 2, 4, 2}, dimension));
    SufficientStatistics gaussian =
        Fixture.simulate(dimension, samples, 0.5, interventional, 5 + dimension);
    SufficientStatistics counts =
        Fixture.simulate(categorical, samples, interventional, 5 + dimension);
    return priors(dimension)
        .flatMap(
            prior ->
                Stream.of(
                    new Case(new Experiment(continuous, gaussian, prior), samples),
                    new Case(new Experiment(categorical, counts, prior), samples)));
  }

  private static Stream<GraphPrior> priors(int dimension) {
    long[] none = new long[dimension];
    GraphPrior penalised =
        new GraphPrior(
            GraphPrior.Kind.FAIR, 0.7, VariableSet.ofMasks(none), VariableSet.ofMasks(none));
    if (dimension < 3) {
      return Stream.of(GraphPrior.uniform(dimension), GraphPrior.fair(dimension), penalised);
    }
    long[] required = none.clone();
    required[0] = 1 << 2; // against the direction in which the data were made
    long[] forbidden = none.clone();
    forbidden[2] = 1 << 1;
    forbidden[1] = 1 << 0;
    return Stream.of(
        GraphPrior.uniform(dimension),
        penalised,
        new GraphPrior(
            GraphPrior.Kind.UNIFORM,
            0,
            VariableSet.ofMasks(required),
            VariableSet.ofMasks(forbidden)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void structureModularSumIsTheEnumeration(Case aCase) {
    LocalScores scores = aCase.scores();
    Posterior expected = new Enumeration(scores).posterior(1);
    Posterior actual = new StructureModularSum(scores, Team.alone()).posterior(1);
    assertRelative(actual.logEvidence(), expected.logEvidence());
    assertThat(actual.entropy()).isCloseTo(expected.entropy(), within(GATE));
    assertThat(actual.expectedEdges()).isCloseTo(expected.expectedEdges(), within(GATE));
    assertClose(actual.edges(), expected.edges());
    assertClose(actual.ancestors(), expected.ancestors());
    assertRelative(scores.of(actual.mapGraph()), scores.of(expected.mapGraph()));
    assertThat(new StructureModularSum(scores, Team.alone()).spread()).isLessThan(1e-12);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void orderModularSumIsTheEnumerationOfGraphsTimesOrders(Case aCase) {
    LocalScores scores = aCase.scores();
    AllDags graphs = AllDags.of(scores.nodes());
    double best = scores.of(new Enumeration(scores).posterior(1).mapGraph());
    double total = 0;
    double[][] edges = new double[scores.nodes()][scores.nodes()];
    for (int number = 0; number < graphs.size(); number++) {
      Dag graph = graphs.graph(number);
      double weight = Math.exp(scores.of(graph) - best) * orders(graph, 0);
      total += weight;
      for (int[] edge : graph.edges()) {
        edges[edge[0]][edge[1]] += weight;
      }
    }
    Posterior actual = new OrderModularSum(scores, Team.alone()).posterior(1);
    assertRelative(actual.logEvidence(), best + Math.log(total));
    for (double[] row : edges) {
      for (int j = 0; j < row.length; j++) {
        row[j] /= total;
      }
    }
    assertClose(actual.edges(), edges);
    assertRelative(scores.of(actual.mapGraph()), best);
    assertThat(new OrderModularSum(scores, Team.alone()).spread()).isLessThan(1e-12);
  }

  /** The number of topological orders that go on from the placed nodes. */
  static long orders(Dag graph, long placed) {
    long orders = 0;
    for (int node = 0; node < graph.nodes(); node++) {
      if ((placed >>> node & 1) == 0 && (graph.parents(node).mask() & ~placed) == 0) {
        orders += orders(graph, placed | 1L << node);
      }
    }
    return Long.bitCount(placed) == graph.nodes() ? 1 : orders;
  }

  private static void assertRelative(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(GATE * Math.max(1, Math.abs(expected))));
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertThat(actual[i][j]).as("[%d][%d]", i, j).isCloseTo(expected[i][j], within(GATE));
      }
    }
  }

  private record Case(Experiment experiment, int samples) {
    LocalScores scores() {
      return experiment.score(ScorePrior.defaults(experiment.domain().dimension()));
    }

    @Override
    public String toString() {
      GraphPrior prior = experiment.graphPrior();
      return "%s, %d samples in %d regimes, %s prior, required %d"
          .formatted(
              experiment.domain(),
              samples,
              experiment.statistics().observedByRegime().size(),
              prior.kind(),
              Arrays.stream(prior.requiredParents()).mapToLong(VariableSet::mask).sum());
    }
  }
}
