// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTreeTest {

  @ParameterizedTest
  @CsvSource({"2, true", "3, true", "2, false", "3, false"})
  void probabilitiesOfAllGraphsAddUpToOne(int nodes, boolean factorised) {
    PrefixTree tree = tree(GraphPrior.uniform(nodes), factorised);

    Map<List<Long>, Double> all = all(tree);

    assertThat(all).hasSize(1 << (nodes * (nodes - 1)));
    assertThat(sum(all)).isCloseTo(1, within(1e-12));
  }

  @Test
  void oneNodeHasOneGraph() {
    PrefixTree tree = tree(GraphPrior.uniform(1), false);

    tree.draw(CounterRandom.of(1, "test"), 0, 3);

    assertThat(tree.leaves()).isEqualTo(1);
    assertThat(tree.logProbability(0)).isZero();
  }

  @Test
  void entriesGoRowByRow() {
    Entries entries = new Entries(GraphPrior.uniform(3));

    int[][] edges = new int[entries.size()][];
    Arrays.setAll(edges, entry -> new int[] {entries.from(entry), entries.to(entry)});

    assertThat(edges).isDeepEqualTo(new int[][] {{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 0}, {2, 1}});
  }

  @Test
  void graphsMeetTheConstraints() {
    VariableSet[] required = {VariableSet.EMPTY, VariableSet.EMPTY, VariableSet.of(1)};
    VariableSet[] forbidden = {VariableSet.of(1), VariableSet.EMPTY, VariableSet.EMPTY};
    GraphPrior prior =
        new GraphPrior(GraphPrior.Kind.UNIFORM, 0, required, forbidden).withMaxParents(1);
    PrefixTree tree = tree(prior, false);

    Map<List<Long>, Double> all = all(tree);

    // node 0: none or 2; node 1: none, 0 or 2; node 2: 1
    assertThat(all).hasSize(6);
    assertThat(all.keySet())
        .allSatisfy(
            parents -> {
              assertThat(parents.get(0)).isIn(0L, 4L);
              assertThat(parents.get(1)).isIn(0L, 1L, 4L);
              assertThat(parents.get(2)).isEqualTo(2L);
            });
    assertThat(sum(all)).isCloseTo(1, within(1e-12));
    tree.draw(CounterRandom.of(1, "test"), 0, 100);
    for (int leaf = 0; leaf < tree.leaves(); leaf++) {
      assertThat(all).containsKey(key(tree.parents(leaf)));
    }
  }

  @Test
  void drawsGraphsAsOftenAsTheirProbabilitySays() {
    PrefixTree tree = tree(GraphPrior.uniform(2), false);
    Map<List<Long>, Double> all = all(tree);
    int graphs = 20_000;

    tree.draw(CounterRandom.of(7, "test"), 0, graphs);

    int[] counts = new int[tree.leaves()];
    for (int graph = 0; graph < graphs; graph++) {
      counts[tree.leaf(graph)]++;
    }
    assertThat(counts).hasSize(4);
    for (int leaf = 0; leaf < counts.length; leaf++) {
      double probability = all.get(key(tree.parents(leaf)));
      double error = Math.sqrt(probability * (1 - probability) / graphs);
      assertThat((double) counts[leaf] / graphs).isCloseTo(probability, within(4 * error));
      assertThat(Math.exp(tree.logProbability(leaf))).isCloseTo(probability, within(1e-12));
    }
  }

  @Test
  void graphsDependOnTheirNumbersAlone() {
    PrefixTree tree = tree(GraphPrior.uniform(4), false);
    CounterRandom random = CounterRandom.of(7, "test");
    tree.draw(random, 0, 20);
    List<Long> sixteenth = key(tree.parents(tree.leaf(16)));
    double logProbability = tree.logProbability(tree.leaf(16));

    tree.draw(random, 16, 3);

    assertThat(key(tree.parents(tree.leaf(0)))).isEqualTo(sixteenth);
    assertThat(tree.logProbability(tree.leaf(0))).isEqualTo(logProbability);
  }

  private static PrefixTree tree(GraphPrior prior, boolean factorised) {
    Entries entries = new Entries(prior);
    EdgeNetwork network = factorised ? new FactorisedNetwork(entries.size()) : new LstmNetwork();
    network.use(network.initial(1));
    return new PrefixTree(entries, network);
  }

  private static Map<List<Long>, Double> all(PrefixTree tree) {
    tree.enumerate();
    Map<List<Long>, Double> all = new HashMap<>();
    for (int leaf = 0; leaf < tree.leaves(); leaf++) {
      all.put(key(tree.parents(leaf)), Math.exp(tree.logProbability(leaf)));
    }
    return all;
  }

  private static double sum(Map<List<Long>, Double> all) {
    return all.values().stream().mapToDouble(p -> p).sum();
  }

  private static List<Long> key(long[] parents) {
    return Arrays.stream(parents).boxed().toList();
  }
}
