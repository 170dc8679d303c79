// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.random.LogWeights;
import dev.sluice.models.statistics.Combinations;
import dev.sluice.models.statistics.LogSum;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.CombinationSampler;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Exact draws from a prior under which all variables are alike: the weight of a graph depends on
 * the numbers of parents alone. Kuipers and Moffa 2015, "Uniform random generation of large acyclic
 * digraphs", there for graphs of equal weight.
 *
 * <p>A graph is made of layers: the nodes without parents, then those without parents once these
 * are gone, and so on, so that each node has a parent in the layer just before its own. What the
 * rest of a graph can weigh depends on two numbers, the size of the last layer and how many nodes
 * are left; so the sum over all graphs takes d^3 steps, of which no term is negative. Immutable.
 */
final class LayeredGraphs {
  private final int nodes;

  /** ln of the weight of one set of parents, by size. */
  private final double[] logWeights;

  /**
   * ln of the sum of the weights of all sets of parents of one node of the next layer: at [last][n]
   * after n nodes, {@code last} of them in the last layer.
   */
  private final double[][] logSets;

  /** ln of the weight of all ways to go on: at [last][left] with {@code left} nodes to come. */
  private final double[][] logRest;

  /**
   * Sums up the graphs.
   *
   * @throws IllegalArgumentException if the prior tells variables from each other
   */
  LayeredGraphs(GraphPrior prior) {
    if (!isSymmetric(prior)) {
      throw new IllegalArgumentException(
          "where edges are required, forbidden or have odds, variables are not alike");
    }
    nodes = prior.dimension();
    logWeights = prior.logWeightsBySize();
    logSets = new double[nodes + 1][nodes + 1];
    logRest = new double[nodes + 1][nodes + 1];
    for (int last = 1; last <= nodes; last++) {
      for (int before = last; before < nodes; before++) {
        logSets[last][before] = logSets(last, before);
      }
    }
    for (int left = 1; left <= nodes; left++) {
      for (int last = left == nodes ? 0 : 1; last <= nodes - left; last++) {
        logRest[last][left] = LogSum.of(logLayers(last, left));
      }
    }
  }

  /** Whether a prior has the weight of a graph depend on the numbers of parents alone. */
  static boolean isSymmetric(GraphPrior prior) {
    return Arrays.stream(prior.requiredParents()).allMatch(VariableSet::isEmpty)
        && Arrays.stream(prior.forbiddenParents()).allMatch(VariableSet::isEmpty)
        && Arrays.stream(prior.logOdds()).allMatch(odds -> odds == 0);
  }

  /** ln of the sum of the weights of all graphs. */
  double logTotal() {
    return logRest[0][nodes];
  }

  /** A graph, with probability in proportion to its weight. */
  Dag draw(UniformRandomProvider random) {
    int[] order = PermutationSampler.natural(nodes);
    PermutationSampler.shuffle(random, order);
    VariableSet[] parents = VariableSet.noneOf(nodes);
    int last = 0;
    int placed = 0;
    while (placed < nodes) {
      int next = 1 + draw(logLayers(last, nodes - placed), random);
      for (int node = placed; placed > 0 && node < placed + next; node++) {
        parents[order[node]] = drawParents(order, last, placed, random);
      }
      placed += next;
      last = next;
    }
    return Dag.ofParents(parents);
  }

  /** ln of the weight of all ways to go on, by the size of the next layer less 1. */
  private double[] logLayers(int last, int left) {
    int before = nodes - left;
    double logSet = before == 0 ? logWeights[0] : logSets[last][before];
    double[] logs = new double[left];
    for (int size = 1; size <= left; size++) {
      double rest = size == left ? 0 : logRest[size][left - size];
      logs[size - 1] = logBinomial(left, size) + size * logSet + rest;
    }
    return logs;
  }

  /** The sets of each size that meet the last layer: C(n, l) - C(n - last, l). */
  private double logSets(int last, int before) {
    double[] logs = new double[before];
    for (int size = 1; size <= before; size++) {
      double all = logBinomial(before, size);
      double missing = logBinomial(before - last, size);
      // at most 1 - last / n of the sets miss it: nothing cancels
      logs[size - 1] = logWeights[size] + all + Math.log1p(-Math.exp(missing - all));
    }
    return LogSum.of(logs);
  }

  /** First how many parents there are in the last layer and before it, then which ones. */
  private VariableSet drawParents(int[] order, int last, int placed, UniformRandomProvider random) {
    int earlier = placed - last;
    double[] logs = new double[last * (earlier + 1)];
    for (int k = 0; k < logs.length; k++) {
      int near = 1 + k % last;
      int far = k / last;
      logs[k] = logWeights[near + far] + logBinomial(last, near) + logBinomial(earlier, far);
    }
    int drawn = draw(logs, random);
    int[] near = choose(last, 1 + drawn % last, random);
    int[] far = choose(earlier, drawn / last, random);
    int[] parents = new int[near.length + far.length];
    for (int k = 0; k < parents.length; k++) {
      parents[k] = order[k < near.length ? earlier + near[k] : far[k - near.length]];
    }
    return VariableSet.of(parents);
  }

  private static int[] choose(int of, int count, UniformRandomProvider random) {
    return count == 0 ? new int[0] : new CombinationSampler(random, of, count).sample();
  }

  private static double logBinomial(int of, int size) {
    return size > of ? Double.NEGATIVE_INFINITY : Combinations.logChoose(of, size);
  }

  /** One of the numbers from 0, with probability in proportion to its weight. */
  private static int draw(double[] logs, UniformRandomProvider random) {
    LogWeights weights = new LogWeights(logs.length);
    for (int k = 0; k < logs.length; k++) {
      weights.set(k, logs[k]);
    }
    return weights.draw(random.nextDouble());
  }
}
