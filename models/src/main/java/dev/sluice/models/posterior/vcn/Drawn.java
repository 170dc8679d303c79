// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.Ties;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the graphs drawn after training come to. */
final class Drawn {
  private final int nodes;
  private final Gibbs gibbs;
  private final double weight;
  private final long[][] edges;
  private final long[][] ancestors;
  private final Set<List<Long>> distinct = new HashSet<>();
  private long[] best;
  private double bestWeight = Double.NEGATIVE_INFINITY;
  private int graphs;
  private int acyclic;
  private double sum;
  private double squares;
  private double logProbabilities;

  /**
   * None yet.
   *
   * @param entries of the required edges, if no graph drawn is acyclic
   * @param weight of cycles
   */
  Drawn(Entries entries, Gibbs gibbs, double weight) {
    this.gibbs = gibbs;
    this.weight = weight;
    nodes = entries.nodes();
    edges = new long[nodes][nodes];
    ancestors = new long[nodes][nodes];
    best = entries.required();
  }

  /**
   * Draws graphs, some at once.
   *
   * @throws ArithmeticException if the network's probabilities are no numbers
   */
  void draw(PrefixTree tree, long seed, int wanted, int atOnce) {
    CounterRandom random = CounterRandom.of(seed, "vcn posterior");
    for (int begin = 0; begin < wanted; begin += atOnce) {
      Cancellation.check();
      tree.draw(random, begin, Math.min(atOnce, wanted - begin));
      int[] counts = new int[tree.leaves()];
      for (int graph = 0; graph < Math.min(atOnce, wanted - begin); graph++) {
        counts[tree.leaf(graph)]++;
      }
      for (int leaf = 0; leaf < counts.length; leaf++) {
        add(tree.parents(leaf), tree.logProbability(leaf), counts[leaf]);
      }
    }
    if (!Double.isFinite(sum)) {
      throw new ArithmeticException("evidence lower bound is " + sum / graphs);
    }
  }

  private void add(long[] parents, double logProbability, int count) {
    double logWeight = gibbs.logWeight(parents);
    double cycles = gibbs.cycles(parents);
    // of the spread of the first graphs, not of their distance from 0, so that squares do not
    // cancel
    double bound = logWeight - weight * cycles - logProbability;
    double before = graphs == 0 ? bound : sum / graphs;
    double after = (sum + count * bound) / (graphs + count);
    squares += count * (bound - before) * (bound - after);
    sum += count * bound;
    graphs += count;
    logProbabilities += count * logProbability;
    distinct.add(key(parents));
    count(parents, count, edges);
    if (Dag.isAcyclic(parents)) {
      acyclic += count;
      boolean[][] reached = Dag.ofParents(parents).ancestors();
      for (int i = 0; i < nodes; i++) {
        for (int j = 0; j < nodes; j++) {
          ancestors[i][j] += reached[i][j] ? count : 0;
        }
      }
      if (Ties.beats(logWeight, bestWeight)) {
        bestWeight = logWeight;
        best = parents.clone();
      }
    }
  }

  private static List<Long> key(long[] parents) {
    return Arrays.stream(parents).boxed().toList();
  }

  private static void count(long[] parents, int count, long[][] edges) {
    for (int node = 0; node < parents.length; node++) {
      for (long rest = parents[node]; rest != 0; rest &= rest - 1) {
        edges[Long.numberOfTrailingZeros(rest)][node] += count;
      }
    }
  }

  Posterior posterior(double priorScale) {
    double[][] shares = shares(edges, graphs);
    double expectedEdges = 0;
    for (double[] row : shares) {
      for (double share : row) {
        expectedEdges += share;
      }
    }
    return new Posterior(
        Method.VCN,
        priorScale,
        Double.NaN,
        shares,
        acyclic == 0 ? null : shares(ancestors, acyclic),
        expectedEdges,
        Double.NaN,
        Dag.ofParents(best),
        List.of());
  }

  private static double[][] shares(long[][] counts, int all) {
    double[][] shares = new double[counts.length][counts.length];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        shares[i][j] = (double) counts[i][j] / all;
      }
    }
    return shares;
  }

  VcnDiagnostics diagnostics(VcnSettings settings, GibbsComparison comparison) {
    double variance = squares / (graphs - 1);
    return new VcnDiagnostics(
        settings.steps(),
        (long) settings.steps() * settings.graphs() + graphs,
        graphs,
        distinct.size(),
        1 - (double) acyclic / graphs,
        sum / graphs,
        graphs == 1 ? Double.NaN : Math.sqrt(variance / graphs),
        -logProbabilities / graphs,
        weight,
        comparison);
  }
}
