// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.KeyedRandom;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayeredGraphsTest {

  static Stream<GraphPrior> smallPriors() {
    return Stream.of(
        GraphPrior.uniform(1),
        GraphPrior.uniform(2),
        GraphPrior.fair(3),
        GraphPrior.uniform(4),
        GraphPrior.fair(4),
        penalised(4, 0.7),
        penalised(4, -1.1),
        GraphPrior.fair(4).withMaxParents(2),
        GraphPrior.uniform(4).withMaxParents(0),
        penalised(5, 1).withMaxParents(1));
  }

  private static GraphPrior penalised(int nodes, double penalty) {
    VariableSet[] none = VariableSet.noneOf(nodes);
    return new GraphPrior(GraphPrior.Kind.FAIR, penalty, none, none);
  }

  /** Pearson's test, of every graph there is. */
  @ParameterizedTest
  @MethodSource("smallPriors")
  void drawsHaveTheLawOfThePrior(GraphPrior prior) {
    Map<List<VariableSet>, Double> weights = new HashMap<>();
    enumerate(prior, new long[prior.dimension()], 0, weights);
    double total = weights.values().stream().mapToDouble(weight -> weight).sum();
    LayeredGraphs graphs = new LayeredGraphs(prior);
    assertThat(graphs.logTotal()).isCloseTo(Math.log(total), within(1e-12));
    int draws = 40 * weights.size();
    Map<List<VariableSet>, Integer> counts = new HashMap<>();
    UniformRandomProvider random = KeyedRandom.of(1, "draws");
    for (int draw = 0; draw < draws; draw++) {
      counts.merge(parents(graphs.draw(random)), 1, Integer::sum);
    }
    double distance = 0;
    double variance = 0;
    for (Map.Entry<List<VariableSet>, Double> graph : weights.entrySet()) {
      double expected = draws * graph.getValue() / total;
      int count = counts.getOrDefault(graph.getKey(), 0);
      distance += (count - expected) * (count - expected) / expected;
      variance += 2 + 1 / expected;
    }
    assertThat(weights.keySet()).containsAll(counts.keySet());
    // moments of Pearson's distance: mean cells - 1, variance at most 2 cells + sum 1 / expected
    assertThat(distance - (weights.size() - 1)).isLessThan(3.5 * Math.sqrt(variance));
  }

  private static void enumerate(
      GraphPrior prior, long[] masks, int node, Map<List<VariableSet>, Double> weights) {
    VariableSet[] graph = VariableSet.ofMasks(masks);
    if (!Dag.isAcyclic(graph)) {
      return;
    }
    if (node < masks.length) {
      for (long mask = 0; mask < 1L << masks.length; mask++) {
        masks[node] = mask;
        enumerate(prior, masks, node + 1, weights);
      }
      masks[node] = 0;
      return;
    }
    double log = 0;
    for (VariableSet parents : graph) {
      log += prior.logWeightsBySize()[parents.size()];
    }
    if (log > Double.NEGATIVE_INFINITY) {
      weights.put(List.of(graph), Math.exp(log));
    }
  }

  private static List<VariableSet> parents(Dag graph) {
    return Stream.iterate(0, node -> node + 1).limit(graph.nodes()).map(graph::parents).toList();
  }

  @ParameterizedTest
  @MethodSource("tenNodes")
  void theSumOfAllWeightsIsTheExactMethods(GraphPrior prior) {
    Posterior exact = noSamples(prior);

    assertThat(new LayeredGraphs(prior).logTotal()).isCloseTo(exact.logEvidence(), within(1e-9));
  }

  static Stream<GraphPrior> tenNodes() {
    return Stream.of(
        GraphPrior.uniform(10),
        GraphPrior.fair(10),
        penalised(9, 2),
        GraphPrior.uniform(10).withMaxParents(3));
  }

  private static Posterior noSamples(GraphPrior prior) {
    int nodes = prior.dimension();
    Domain domain = Domain.continuous(nodes);
    return Inference.posterior(
        domain, SufficientStatistics.empty(domain), ScorePrior.defaults(nodes), prior);
  }

  /** Against Robinson's recursion by inclusion and exclusion, in whole numbers. */
  @ParameterizedTest
  @CsvSource({"5", "20", "50"})
  void allGraphsAreCounted(int nodes) {
    BigDecimal count = new BigDecimal(Robinson.of(nodes).graphs);
    double log =
        Math.log(count.round(MathContext.DECIMAL64).unscaledValue().doubleValue())
            - count.round(MathContext.DECIMAL64).scale() * Math.log(10);

    assertThat(new LayeredGraphs(GraphPrior.uniform(nodes)).logTotal())
        .isCloseTo(log, within(1e-11 * log));
  }

  @Test
  void edgesOfTwentyNodesAreAsManyAsOfAllGraphs() {
    Robinson all = Robinson.of(20);
    double expected =
        new BigDecimal(all.edges)
            .divide(new BigDecimal(all.graphs), MathContext.DECIMAL64)
            .doubleValue();
    assertThat(Robinson.of(5).graphs).isEqualTo(BigInteger.valueOf(29281));
    assertThat(expected).isBetween(100.0, 103.0);
    GraphDraws draws = GraphDraws.exact(GraphPrior.uniform(20), 3);
    int count = 4000;
    double sum = 0;
    double squares = 0;
    int[] into = new int[20];
    for (int draw = 0; draw < count; draw++) {
      Dag graph = draws.draw(draw);
      double edges = 0;
      for (int node = 0; node < 20; node++) {
        edges += graph.parents(node).size();
        into[node] += graph.parents(node).size();
      }
      sum += edges;
      squares += edges * edges;
    }
    double mean = sum / count;
    double error = Math.sqrt((squares / count - mean * mean) / count);
    assertThat(mean).isCloseTo(expected, within(4 * error));
    for (int node = 0; node < 20; node++) {
      // parents of a node have a deviation of some 3
      assertThat((double) into[node] / count).isCloseTo(expected / 20, within(0.3));
    }
  }

  @Test
  void heedsTheMostParentsOfManyNodes() {
    GraphDraws draws = GraphDraws.exact(GraphPrior.fair(60).withMaxParents(3), 1);
    for (int draw = 0; draw < 20; draw++) {
      Dag graph = draws.draw(draw);
      assertThat(parents(graph)).allMatch(set -> set.size() <= 3);
      assertThat(graph).isEqualTo(draws.draw(draw));
    }
    assertThat(draws.draw(0)).isNotEqualTo(draws.draw(1));
    assertThat(GraphDraws.exact(GraphPrior.uniform(200).withMaxParents(0), 1).draw(0))
        .isEqualTo(Dag.empty(200));
  }

  @Test
  void refusesWhatTellsVariablesApart() {
    VariableSet[] none = VariableSet.noneOf(15);
    VariableSet[] some = VariableSet.noneOf(15);
    some[3] = VariableSet.of(4);
    double[] odds = new double[225];
    GraphPrior.Kind uniform = GraphPrior.Kind.UNIFORM;
    GraphDraws.exact(new GraphPrior(uniform, 0, none, none, odds), 1);
    odds[16] = 1;
    for (GraphPrior prior :
        List.of(
            new GraphPrior(uniform, 0, some, none),
            new GraphPrior(uniform, 0, none, some),
            new GraphPrior(uniform, 0, none, none, odds))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> GraphDraws.exact(prior, 1))
          .withMessage(
              "of more than 14 variables, graphs cannot be drawn where edges are required,"
                  + " forbidden or have odds: 15");
    }
  }

  /**
   * a(n) = sum over k of (-1)^(k+1) C(n, k) x^(k (n-k)) a(n-k), and its derivative, where x is 1
   * plus the weight of an edge, here 2: Robinson 1973.
   */
  private record Robinson(BigInteger graphs, BigInteger edges) {
    static Robinson of(int nodes) {
      BigInteger[] graphs = new BigInteger[nodes + 1];
      BigInteger[] edges = new BigInteger[nodes + 1];
      graphs[0] = BigInteger.ONE;
      edges[0] = BigInteger.ZERO;
      for (int n = 1; n <= nodes; n++) {
        graphs[n] = BigInteger.ZERO;
        edges[n] = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int k = 1; k <= n; k++) {
          choose = choose.multiply(BigInteger.valueOf(n - k + 1L)).divide(BigInteger.valueOf(k));
          int power = k * (n - k);
          BigInteger sign = BigInteger.valueOf(k % 2 == 1 ? 1 : -1).multiply(choose);
          graphs[n] = graphs[n].add(sign.multiply(graphs[n - k]).shiftLeft(power));
          BigInteger ofThese =
              edges[n - k]
                  .shiftLeft(1)
                  .add(graphs[n - k].multiply(BigInteger.valueOf(power)))
                  .multiply(sign);
          edges[n] =
              edges[n].add(power == 0 ? ofThese.shiftRight(1) : ofThese.shiftLeft(power - 1));
        }
      }
      return new Robinson(graphs[nodes], edges[nodes]);
    }
  }
}
