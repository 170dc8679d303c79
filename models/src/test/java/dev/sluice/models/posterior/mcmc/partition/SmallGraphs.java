// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** Every acyclic graph of a few nodes, and its probability, by enumeration. */
final class SmallGraphs {
  final List<VariableSet[]> graphs = new ArrayList<>();
  final double[] probabilities;
  private final Map<List<VariableSet>, Integer> numbers = new HashMap<>();
  private final double[] cumulated;

  SmallGraphs(GivenScores scores) {
    add(scores.nodes(), new long[scores.nodes()], 0);
    probabilities = new double[graphs.size()];
    cumulated = new double[graphs.size()];
    double best = graphs.stream().mapToDouble(scores::of).max().orElseThrow();
    double total = graphs.stream().mapToDouble(graph -> Math.exp(scores.of(graph) - best)).sum();
    double sum = 0;
    for (int number = 0; number < probabilities.length; number++) {
      probabilities[number] = Math.exp(scores.of(graphs.get(number)) - best) / total;
      sum += probabilities[number];
      cumulated[number] = sum;
    }
  }

  private void add(int nodes, long[] parents, int node) {
    if (node == nodes) {
      VariableSet[] graph = VariableSet.ofMasks(parents);
      numbers.put(List.of(graph), graphs.size());
      graphs.add(graph);
      return;
    }
    for (long mask = 0; mask < 1L << nodes; mask++) {
      parents[node] = mask;
      if (Dag.isAcyclic(VariableSet.ofMasks(parents))) {
        add(nodes, parents, node + 1);
      }
    }
    parents[node] = 0;
  }

  int size() {
    return probabilities.length;
  }

  /** The number of a graph; it must be acyclic. */
  int number(VariableSet[] graph) {
    return numbers.get(List.of(graph));
  }

  /** A graph of the posterior, to be changed at will. */
  VariableSet[] draw(UniformRandomProvider random) {
    int number = Arrays.binarySearch(cumulated, random.nextDouble());
    return graphs.get(Math.min(number < 0 ? -1 - number : number + 1, size() - 1)).clone();
  }

  /** Graphs that a long chain reaches are of the posterior. */
  void assertLimit(Kernel kernel, int stepsPerGraph) {
    UniformRandomProvider random = KeyedRandom.of(1, "chain");
    VariableSet[] graph = VariableSet.noneOf(graphs.get(0).length);
    long[] counts = new long[size()];
    for (int draw = 0; draw < 15_000; draw++) {
      for (int step = 0; step < stepsPerGraph; step++) {
        kernel.step(graph, random);
      }
      counts[number(graph)]++;
    }
    assertLaw(counts, probabilities);
  }

  /** Graphs of the posterior, moved once, are of the posterior. */
  void assertInvariant(Kernel kernel, UniformRandomProvider random) {
    long[] counts = new long[size()];
    for (int draw = 0; draw < 100_000; draw++) {
      VariableSet[] graph = draw(random);
      kernel.step(graph, random);
      counts[number(graph)]++;
    }
    assertLaw(counts, probabilities);
  }

  /**
   * Pearson's test: that counts of independent draws are of a law. Cells of fewer than 5 expected
   * draws count as one.
   *
   * @param law probabilities that sum up to 1
   */
  static void assertLaw(long[] counts, double[] law) {
    double draws = Arrays.stream(counts).sum();
    double rareExpected = 0;
    double rareCount = 0;
    double distance = 0;
    int cells = 0;
    for (int cell = 0; cell < law.length; cell++) {
      double expected = draws * law[cell];
      if (law[cell] == 0) {
        assertThat(counts[cell]).as("draws of probability 0").isZero();
      } else if (expected < 5) {
        rareExpected += expected;
        rareCount += counts[cell];
      } else {
        distance += (counts[cell] - expected) * (counts[cell] - expected) / expected;
        cells++;
      }
    }
    if (rareExpected > 0) {
      double difference = rareCount - rareExpected;
      distance += difference * difference / Math.max(1, rareExpected);
      cells++;
    }
    // Mean and variance of chi squared are n and 2 n, for n degrees of freedom.
    assertThat(distance).isLessThan(cells + 5 * Math.sqrt(2.0 * cells) + 10);
  }
}
