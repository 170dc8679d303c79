// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReversalKernelTest {

  /** Every probability of a step, from the paper's definitions, is that of the kernel. */
  @ParameterizedTest
  @CsvSource({"2, 2, 1, 0", "3, 4, 2, 0", "3, 4, 1, 0", "3, 4, 0, 1", "4, 15, 1, 2"})
  void theTransitionMatrixLeavesThePosteriorInvariant(
      int nodes, double spread, int candidates, int outside) {
    GivenScores scores = GivenScores.random(nodes, spread, nodes);
    SmallGraphs graphs = new SmallGraphs(scores);
    FamilyTables tables =
        FamilyTables.of(scores, GivenScores.candidates(nodes, candidates), outside);
    ReversalKernel kernel = new ReversalKernel(tables);
    double[] after = new double[graphs.size()];
    for (int from = 0; from < graphs.size(); from++) {
      double stays = 1;
      VariableSet[] graph = graphs.graphs.get(from);
      for (Map.Entry<Integer, Double> move : moves(graph, scores, tables, graphs).entrySet()) {
        after[move.getKey()] += graphs.probabilities[from] * move.getValue();
        stays -= move.getValue();
      }
      after[from] += graphs.probabilities[from] * stays;
      if (nodes <= 3) {
        compare(kernel, graph, moves(graph, scores, tables, graphs), graphs);
      }
    }
    assertThat(after).containsExactly(graphs.probabilities, within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "1, 1", "2, 0", "0, 2", "1, 2", "3, 0"})
  void oneStepLeavesThePosteriorInvariant(int candidates, int outside) {
    GivenScores scores = GivenScores.random(4, 3, 7);
    SmallGraphs graphs = new SmallGraphs(scores);
    Kernel kernel = kernel(scores, candidates, outside);
    graphs.assertInvariant(kernel, KeyedRandom.of(2, "invariance"));
  }

  @Test
  void sameSeedSameBits() {
    GivenScores scores = GivenScores.random(6, 10, 1);
    VariableSet[] first = VariableSet.ofMasks(0, 1, 2, 4, 8, 16);
    VariableSet[] second = first.clone();
    Kernel used = kernel(scores, 4, 2);
    UniformRandomProvider random = KeyedRandom.of(4, "bits");
    UniformRandomProvider again = KeyedRandom.of(4, "bits");
    for (int step = 0; step < 200; step++) {
      assertThat(kernel(scores, 4, 2).step(second, again)).isEqualTo(used.step(first, random));
      assertThat(second).isEqualTo(first);
      assertThat(Dag.isAcyclic(first)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 0", "4, 1", "4, 2", "0, 5"})
  void priorsAreRespected(int candidates, int outside) {
    int[] required = {0, 0, 0b1, 0b110, 0, 0};
    int[] forbidden = {0b111110, 0, 0, 0, 0b1000, 0};
    GivenScores scores = GivenScores.random(6, 4, 5).constrained(required, forbidden, 3);
    Kernel kernel = kernel(scores, candidates, outside);
    UniformRandomProvider random = KeyedRandom.of(5, "priors");
    VariableSet[] graph = VariableSet.ofMasks(0, 0b1, 0b11, 0b110, 0b100000, 0);
    int accepted = 0;
    for (int step = 0; step < 5000; step++) {
      accepted += kernel.step(graph, random).accepted();
      assertThat(scores.of(graph)).isGreaterThan(Double.NEGATIVE_INFINITY);
      assertThat(graph[2].contains(0) && graph[3].contains(1) && graph[3].contains(2)).isTrue();
    }
    assertThat(accepted).isGreaterThan(100);
  }

  @Test
  void withoutEdgesThereIsNothingToReverse() {
    VariableSet[] graph = VariableSet.noneOf(1);
    Kernel kernel = kernel(GivenScores.random(1, 1, 1), 0, 0);
    assertThat(kernel.step(graph, KeyedRandom.of(1, "none"))).isEqualTo(Kernel.Outcome.REFUSED);
    assertThat(graph).containsExactly(VariableSet.EMPTY);
  }

  @Test
  void anInterruptedThreadEnds() {
    Kernel kernel = kernel(GivenScores.random(3, 1, 1), 2, 0);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> kernel.step(VariableSet.noneOf(3), KeyedRandom.of(1, "end")));
    assertThat(Thread.interrupted()).isFalse();
  }

  private static void compare(
      Kernel kernel, VariableSet[] from, Map<Integer, Double> moves, SmallGraphs graphs) {
    double[] law = new double[graphs.size()];
    double stays = 1;
    for (Map.Entry<Integer, Double> move : moves.entrySet()) {
      law[move.getKey()] += move.getValue();
      stays -= move.getValue();
    }
    law[graphs.number(from)] += stays < 1e-12 ? 0 : stays;
    UniformRandomProvider random = KeyedRandom.of(8, "row");
    long[] counts = new long[graphs.size()];
    for (int draw = 0; draw < 10_000; draw++) {
      VariableSet[] graph = from.clone();
      kernel.step(graph, random);
      counts[graphs.number(graph)]++;
    }
    SmallGraphs.assertLaw(counts, law);
  }

  /** By number of the graph, the probability to go there: Grzegorczyk and Husmeier, section 4. */
  private static Map<Integer, Double> moves(
      VariableSet[] graph, GivenScores scores, FamilyTables tables, SmallGraphs graphs) {
    Map<Integer, Double> moves = new HashMap<>();
    double edges = edges(graph);
    for (int head = 0; head < graph.length; head++) {
      for (int tail : graph[head].members()) {
        if (tables.of(head).covers(graph[head]) && tables.of(tail).covers(graph[tail])) {
          VariableSet[] orphans = with(with(graph, head, 0), tail, 0);
          double tailFirst = sum(orphans, tail, head, scores, tables);
          double headFirst = sum(orphans, head, tail, scores, tables);
          double tailSecond = sum(with(graph, tail, 0), tail, -1, scores, tables);
          for (int ofTail = 0; ofTail < 1 << graph.length; ofTail++) {
            double first = weight(orphans, tail, ofTail, head, scores, tables) / tailFirst;
            VariableSet[] half = first > 0 ? with(orphans, tail, ofTail) : orphans;
            double headSecond = first > 0 ? sum(half, head, -1, scores, tables) : 1;
            for (int ofHead = 0; first > 0 && ofHead < 1 << graph.length; ofHead++) {
              double second = weight(half, head, ofHead, -1, scores, tables) / headSecond;
              if (second > 0) {
                VariableSet[] to = with(half, head, ofHead);
                double ratio = edges / edges(to) * tailFirst * headSecond / headFirst / tailSecond;
                moves.merge(
                    graphs.number(to), first * second / edges * Math.min(1, ratio), Double::sum);
              }
            }
          }
        }
      }
    }
    return moves;
  }

  private static double sum(
      VariableSet[] graph, int node, int with, GivenScores scores, FamilyTables tables) {
    double sum = 0;
    for (int mask = 0; mask < 1 << graph.length; mask++) {
      sum += weight(graph, node, mask, with, scores, tables);
    }
    return sum;
  }

  /** The weight of a set of parents for a node without any; 0 if the table lacks it, or a cycle. */
  private static double weight(
      VariableSet[] graph, int node, int mask, int with, GivenScores scores, FamilyTables tables) {
    VariableSet parents = VariableSet.ofMask(mask);
    boolean possible =
        (mask >>> node & 1) == 0
            && (with < 0 || parents.contains(with))
            && tables.of(node).covers(parents)
            && Dag.isAcyclic(with(graph, node, mask));
    return possible ? Math.exp(scores.of(node, parents)) : 0;
  }

  private static VariableSet[] with(VariableSet[] graph, int node, int mask) {
    VariableSet[] other = graph.clone();
    other[node] = VariableSet.ofMask(mask);
    return other;
  }

  private static int edges(VariableSet[] graph) {
    int edges = 0;
    for (VariableSet parents : graph) {
      edges += parents.size();
    }
    return edges;
  }

  private static Kernel kernel(GivenScores scores, int candidates, int outside) {
    int[][] chosen = GivenScores.candidates(scores.nodes(), candidates);
    return new ReversalKernel(FamilyTables.of(scores, chosen, outside));
  }
}
