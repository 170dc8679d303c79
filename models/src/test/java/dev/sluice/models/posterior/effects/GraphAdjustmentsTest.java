// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.GraphScores;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.CounterRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class GraphAdjustmentsTest {
  private static final Dag EMPTY = Dag.empty(3);
  private static final Dag CHAIN = Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}});
  private static final Dag INTO_LAST = Dag.ofEdges(3, new int[][] {{0, 2}, {1, 2}});

  @Test
  void graphsThatAreDrawnCountAlike() {
    GraphAdjustments drawn = GraphAdjustments.of(3, List.of(CHAIN, EMPTY, CHAIN, INTO_LAST));
    assertThat(drawn.nodes()).isEqualTo(3);
    assertThat(drawn.graphs()).isEqualTo(4);
    List<Adjustment> ofFirst = of(drawn, 0);
    assertThat(ofFirst).hasSize(1);
    assertIs(ofFirst.get(0), VariableSet.EMPTY, 1, 0, 0.5, 0.75);
    // equally probable ones by the order of sets
    List<Adjustment> ofSecond = of(drawn, 1);
    assertThat(ofSecond).hasSize(2);
    assertIs(ofSecond.get(0), VariableSet.EMPTY, 0.5, 0, 0, 0.25);
    assertIs(ofSecond.get(1), VariableSet.of(0), 0.5, 0, 0, 0.5);
    // the most probable one first
    List<Adjustment> ofLast = of(drawn, 2);
    assertThat(ofLast).hasSize(3);
    assertIs(ofLast.get(0), VariableSet.of(1), 0.5, 0, 0, 0);
    assertIs(ofLast.get(1), VariableSet.EMPTY, 0.25, 0, 0, 0);
    assertIs(ofLast.get(2), VariableSet.of(0, 1), 0.25, 0, 0, 0);
  }

  @Test
  void weightsAreSharesOfTheirSum() {
    GraphAdjustments weighed =
        GraphAdjustments.of(
            3, List.of(EMPTY, CHAIN, INTO_LAST, EMPTY), new double[] {2e-300, 5e-300, 0, 1e-300});
    assertThat(weighed.graphs()).isZero();
    assertThat(of(weighed, 2)).hasSize(2);
    assertIs(of(weighed, 2).get(0), VariableSet.of(1), 0.625, 0, 0, 0);
    assertIs(of(weighed, 2).get(1), VariableSet.EMPTY, 0.375, 0, 0, 0);
    assertIs(of(weighed, 0).get(0), VariableSet.EMPTY, 1, 0, 0.625, 0.625);
  }

  @Test
  void allGraphsOfFourVariablesAreThePosterior() {
    Domain domain = Domain.continuous(4);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < 12; t++) {
      double[] row = new double[4];
      for (int i = 0; i < 4; i++) {
        row[i] = Math.sin(0.7 * (t + 1) * (i + 1)) + (i > 0 ? 0.5 * row[i - 1] : 0);
      }
      VariableSet targets = t % 5 == 0 ? VariableSet.EMPTY : VariableSet.of(t % 5 - 1);
      statistics.observe(domain, row, targets, 1);
    }
    ScorePrior scorePrior = ScorePrior.defaults(4);
    GraphPrior graphPrior = GraphPrior.fair(4);
    GraphScores scores = GraphScores.of(domain, statistics, scorePrior, graphPrior);
    List<Dag> graphs = graphsOfFour();
    double[] weights =
        graphs.stream().mapToDouble(g -> Math.exp(scores.of(g) - scores.logEvidence())).toArray();
    GraphAdjustments adjustments = GraphAdjustments.of(4, graphs, weights);
    Posterior posterior =
        Inference.posterior(domain, statistics, scorePrior, graphPrior, Method.ENUMERATION);
    for (int cause = 0; cause < 4; cause++) {
      Map<VariableSet, double[]> expected = expected(graphs, weights, cause);
      double[] ancestorOf = new double[4];
      double[] edgeFrom = new double[4];
      double before = 1;
      for (Adjustment adjustment : of(adjustments, cause)) {
        double[] of = expected.remove(adjustment.parents());
        assertThat(adjustment.probability()).isCloseTo(of[4], within(1e-12));
        assertThat(adjustment.probability()).isLessThanOrEqualTo(before);
        before = adjustment.probability();
        for (int node = 0; node < 4; node++) {
          assertThat(adjustment.reaching()[node]).isCloseTo(of[node], within(1e-12));
          ancestorOf[node] += adjustment.reaching()[node];
          edgeFrom[node] += adjustment.parents().contains(node) ? before : 0;
        }
      }
      assertThat(expected).isEmpty();
      for (int node = 0; node < 4; node++) {
        double ancestor = node == cause ? 0 : posterior.ancestors()[cause][node];
        assertThat(ancestorOf[node]).isCloseTo(ancestor, within(1e-10));
        assertThat(edgeFrom[node]).isCloseTo(posterior.edges()[node][cause], within(1e-10));
      }
    }
  }

  /** By set of parents: by node the probability that it descends; at the end that of the set. */
  private static Map<VariableSet, double[]> expected(
      List<Dag> graphs, double[] weights, int cause) {
    Map<VariableSet, double[]> expected = new HashMap<>();
    for (int number = 0; number < weights.length; number++) {
      Dag graph = graphs.get(number);
      double[] of = expected.computeIfAbsent(graph.parents(cause), set -> new double[5]);
      of[4] += weights[number];
      for (int node = 0; node < 4; node++) {
        of[node] += node != cause && graph.ancestors()[cause][node] ? weights[number] : 0;
      }
    }
    return expected;
  }

  private static List<Dag> graphsOfFour() {
    List<Dag> graphs = new ArrayList<>();
    for (int bits = 0; bits < 1 << 12; bits++) {
      VariableSet[] parents = VariableSet.noneOf(4);
      for (int bit = 0; bit < 12; bit++) {
        int to = bit / 3;
        int from = (to + 1 + bit % 3) % 4;
        parents[to] = (bits >>> bit & 1) != 0 ? parents[to].toggle(from) : parents[to];
      }
      if (Dag.isAcyclic(parents)) {
        graphs.add(Dag.ofParents(parents));
      }
    }
    assertThat(graphs).hasSize(543);
    return graphs;
  }

  @Test
  void oneVariableHasNoParentsAndNoDescendants() {
    GraphAdjustments one = GraphAdjustments.of(1, List.of(Dag.empty(1), Dag.empty(1)));
    assertIs(of(one, 0).get(0), VariableSet.EMPTY, 1, 0);
    assertThat(of(one, 0)).hasSize(1);
  }

  /** Graphs of as many variables as there can be: each node has two parents among those before. */
  @Test
  void beyondOneWordOfNodes() {
    int nodes = 200;
    List<Dag> graphs = new ArrayList<>();
    List<boolean[][]> ancestors = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      CounterRandom random = CounterRandom.of(1, "parents", number);
      VariableSet[] parents = VariableSet.noneOf(nodes);
      for (int node = 1; node < nodes; node++) {
        int first = (int) (node * random.uniform(2L * node));
        int second = (int) (node * random.uniform(2L * node + 1));
        parents[node] = VariableSet.of(first, second);
      }
      graphs.add(Dag.ofParents(parents));
      ancestors.add(graphs.get(number).ancestors());
    }
    GraphAdjustments adjustments = GraphAdjustments.of(nodes, graphs);
    for (int cause : new int[] {0, 1, 63, 64, 128, 199}) {
      double sum = 0;
      double[] ancestorOf = new double[nodes];
      for (Adjustment adjustment : of(adjustments, cause)) {
        sum += adjustment.probability();
        for (int node = 0; node < nodes; node++) {
          ancestorOf[node] += adjustment.reaching()[node];
        }
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
      for (int node = 0; node < nodes; node++) {
        int from = cause;
        int to = node;
        long expected = ancestors.stream().filter(of -> from != to && of[from][to]).count();
        assertThat(ancestorOf[node]).isCloseTo(expected / 60.0, within(1e-12));
      }
    }
  }

  @Test
  void whatIsNoPosteriorIsRefused() {
    List<Dag> two = List.of(EMPTY, CHAIN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphAdjustments.of(3, List.of()))
        .withMessage("weights of graphs must have a sum above 0: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphAdjustments.of(4, two))
        .withMessage("graph of 3 nodes among those of 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphAdjustments.of(3, two, new double[] {1}))
        .withMessage("1 weights for 2 graphs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphAdjustments.of(3, two, new double[2]))
        .withMessage("weights of graphs must have a sum above 0: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphAdjustments.of(3, two, new double[] {1, -1e-9}))
        .withMessage("weight of a graph must be 0 at least: -1.0E-9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphAdjustments.of(3, two, new double[] {1, Double.NaN}))
        .withMessage("weight of a graph must be 0 at least: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GraphAdjustments.of(3, two, new double[] {1, Double.POSITIVE_INFINITY}))
        .withMessage("weights of graphs must have a sum above 0: Infinity");
  }

  @Test
  void endsWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> GraphAdjustments.of(3, List.of(EMPTY)));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static List<Adjustment> of(GraphAdjustments adjustments, int cause) {
    List<Adjustment> found = new ArrayList<>();
    adjustments.forEach(cause, found::add);
    return found;
  }

  private static void assertIs(
      Adjustment actual, VariableSet parents, double probability, double... reaching) {
    assertThat(actual.parents()).isEqualTo(parents);
    assertThat(actual.probability()).isEqualTo(probability);
    assertThat(actual.reaching()).containsExactly(reaching);
  }
}
