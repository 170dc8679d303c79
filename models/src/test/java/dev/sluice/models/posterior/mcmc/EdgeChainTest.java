// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** The law of the chain: of graphs, and in time. */
class EdgeChainTest {

  /** All 25 graphs of three nodes, each with its probability. */
  @Test
  void visitsGraphsAsOftenAsTheyAreProbable() {
    TableScores scores = threeNodes(20);
    Map<Dag, Double> expected = posterior(scores);
    assertThat(expected).hasSize(25);
    EdgeTimes times = new EdgeTimes(3);
    EdgeChain chain = chain(scores, times);
    UniformRandomProvider random = KeyedRandom.of(1, "law");
    BestGraph best = new BestGraph(3);
    Map<Dag, Double> visited = new HashMap<>();
    int looks = 400_000;
    for (int n = 0; n < looks; n++) {
      chain.run(10, random, best);
      visited.merge(Dag.ofParents(chain.graph()), 1.0 / looks, Double::sum);
    }
    expected.forEach(
        (graph, probability) ->
            assertThat(visited.getOrDefault(graph, 0.0))
                .as("%s", graph)
                .isCloseTo(probability, within(0.004)));
    long[] steps = times.take();
    assertThat(times.now()).isEqualTo(10L * looks);
    for (int pair = 0; pair < 9; pair++) {
      int from = pair / 3;
      int to = pair % 3;
      double probability =
          expected.entrySet().stream()
              .filter(entry -> entry.getKey().hasEdge(from, to))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      assertThat(steps[pair] / (double) times.now()).isCloseTo(probability, within(0.003));
    }
    assertThat(best.score()).isCloseTo(scores.table().of(best.graph()), within(1e-9));
    assertThat(expected.get(best.graph()))
        .isCloseTo(expected.values().stream().max(Double::compare).orElseThrow(), within(1e-12));
  }

  /** Steps until the graph first differs from the start, and the graph it then is. */
  @Test
  void takesItsTimeLikeTheChainWithoutTheTrick() {
    TableScores scores = threeNodes(200);
    VariableSet[] start = {VariableSet.EMPTY, VariableSet.of(0), VariableSet.of(1)};
    UniformRandomProvider random = KeyedRandom.of(2, "time");
    Map<String, Double> quick = new HashMap<>();
    Map<String, Double> plain = new HashMap<>();
    int runs = 40_000;
    for (int n = 0; n < runs; n++) {
      EdgeChain chain = new EdgeChain(new MoveRows(scores), start, new EdgeTimes(3));
      int after = 5 + 20 * (n % 3);
      chain.run(after, random, new BestGraph(3));
      quick.merge(after + " " + Dag.ofParents(chain.graph()), 1.0 / runs, Double::sum);
      VariableSet[] graph = start.clone();
      for (int step = 0; step < after; step++) {
        plainStep(scores, graph, random);
      }
      plain.merge(after + " " + Dag.ofParents(graph), 1.0 / runs, Double::sum);
    }
    plain.forEach(
        (key, share) ->
            assertThat(quick.getOrDefault(key, 0.0)).as(key).isCloseTo(share, within(0.01)));
  }

  /** After any number of moves, every chance is what it would be for a new chain at that graph. */
  @Test
  void keepsNothingOfGraphsThatItLeft() {
    Domain domain = Domain.continuous(7);
    TableScores scores =
        TableScores.of(domain, TableScores.simulate(domain, 30, 3), GraphPrior.fair(7));
    MoveRows rows = new MoveRows(scores, 50);
    EdgeChain chain = new EdgeChain(rows, VariableSet.noneOf(7), new EdgeTimes(7));
    UniformRandomProvider random = KeyedRandom.of(3, "moves");
    for (int n = 0; n < 300; n++) {
      chain.run(200, random, new BestGraph(7));
      if (n % 10 == 0) {
        chain.moveTo(
            new VariableSet[] {
              VariableSet.of(n % 6 + 1),
              VariableSet.EMPTY,
              VariableSet.of(1),
              VariableSet.of(1, 2),
              VariableSet.EMPTY,
              VariableSet.of(4),
              VariableSet.EMPTY
            });
        chain.run(n, random, new BestGraph(7));
      }
      EdgeChain anew = new EdgeChain(rows, chain.graph(), new EdgeTimes(7));
      assertThat(chain.score()).isCloseTo(anew.score(), within(1e-9));
      assertThat(Arrays.stream(chain.chances()).boxed())
          .containsExactlyElementsOf(Arrays.stream(anew.chances()).boxed().toList());
      boolean[][] ancestors = Dag.ofParents(chain.graph()).ancestors();
      for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 7; j++) {
          assertThat(i == j || chain.ancestors().has(i, j)).isEqualTo(ancestors[i][j]);
        }
      }
    }
    assertThat(chain.accepted()).isGreaterThan(1000);
    assertThat(rows.computed()).isGreaterThan(100);
  }

  @Test
  void oneNodeHasNothingToMove() {
    Domain domain = Domain.continuous(1);
    TableScores scores =
        TableScores.of(domain, TableScores.simulate(domain, 5, 1), GraphPrior.uniform(1));
    EdgeTimes times = new EdgeTimes(1);
    EdgeChain chain = chain(scores, times);
    chain.run(1_000_000_000_000L, KeyedRandom.of(1, "one"), new BestGraph(1));
    assertThat(times.now()).isEqualTo(1_000_000_000_000L);
    assertThat(chain.accepted()).isZero();
  }

  private static EdgeChain chain(TableScores scores, EdgeTimes times) {
    return new EdgeChain(new MoveRows(scores), VariableSet.noneOf(scores.nodes()), times);
  }

  private static TableScores threeNodes(int samples) {
    Domain domain = Domain.continuous(3);
    return TableScores.of(domain, TableScores.simulate(domain, samples, 1), GraphPrior.uniform(3));
  }

  /** By the definition: propose one pair, refuse cycles, accept by the ratio. */
  private static void plainStep(
      TableScores scores, VariableSet[] graph, UniformRandomProvider random) {
    int d = graph.length;
    int from = random.nextInt(d);
    int to = (from + 1 + random.nextInt(d - 1)) % d;
    VariableSet[] proposed = graph.clone();
    proposed[to] = graph[to].toggle(from);
    if (graph[from].contains(to)) {
      proposed[from] = graph[from].toggle(to);
    }
    if (Dag.isAcyclic(proposed)
        && random.nextDouble() < Math.exp(score(scores, proposed) - score(scores, graph))) {
      System.arraycopy(proposed, 0, graph, 0, d);
    }
  }

  private static double score(TableScores scores, VariableSet[] graph) {
    return scores.table().of(Dag.ofParents(graph));
  }

  private static Map<Dag, Double> posterior(TableScores scores) {
    Map<Dag, Double> weights = new HashMap<>();
    for (int graph = 0; graph < 512; graph++) {
      long[] masks = {graph & 7, graph >> 3 & 7, graph >> 6};
      boolean loop = ((masks[0] & 1) | (masks[1] & 2) | (masks[2] & 4)) != 0;
      if (!loop && Dag.isAcyclic(VariableSet.ofMasks(masks))) {
        Dag dag = Dag.ofParents(masks);
        weights.put(dag, Math.exp(scores.table().of(dag) - scores.table().of(Dag.empty(3))));
      }
    }
    double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    weights.replaceAll((dag, weight) -> weight / total);
    return weights;
  }
}
